package io.auditsphere.app.ingest;

import io.auditsphere.app.places.Places;
import io.auditsphere.schemas.OperationCatalogue;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What the operator's own files add to what the program knows: forms of further sources, operations, places. Immutable
 * but for the databases of places, which are exchanged when their files change.
 */
public final class OperatorFiles {

    private static final OperatorFiles NONE =
            new OperatorFiles(List.of(), OperationCatalogue.builtIn(), Places.withoutDatabases());

    private final List<MappedForm> mappings;
    private final List<Normaliser> normalisers;
    private final OperationCatalogue catalogue;
    private final Places places;

    private OperatorFiles(List<MappedForm> mappings, OperationCatalogue catalogue, Places places) {
        this.mappings = List.copyOf(mappings);
        this.catalogue = catalogue;
        this.places = places;
        List<Normaliser> all = new ArrayList<>(mappings);
        // What an operator wrote is more particular than what comes with the program.
        all.addAll(NativeForms.ALL);
        this.normalisers = List.copyOf(all);
    }

    /** What comes with the program, and nothing else. */
    public static OperatorFiles none() {
        return NONE;
    }

    /**
     * Reads the files; a catalogue's line stands over a mapping's, and either over what comes with the program.
     *
     * @param mappings forms of further sources ({@code ingest.mappings})
     * @param catalogues operations of any provider ({@code catalogue.files})
     * @param providers the configured providers: a file about another one would never be used
     * @throws IOException if a file cannot be used; the message names it, the field or line, and what is allowed
     */
    public static OperatorFiles read(
            List<Path> mappings, List<Path> catalogues, Collection<String> providers, Places places)
            throws IOException {
        List<MappedForm> forms = new ArrayList<>();
        OperationCatalogue catalogue = OperationCatalogue.builtIn();
        for (Path file : mappings) {
            MappedForm form = MappingFile.read(file);
            if (!providers.contains(form.provider())) {
                throw new IOException(file + ": /provider: \"" + form.provider() + "\" is not among the key providers ("
                        + String.join(", ", providers) + "); add it there, or its events go to the dead letters");
            }
            forms.add(form);
            catalogue = catalogue.with(form.provider(), form.operations());
        }
        for (Path file : catalogues) {
            try (Reader lines = Files.newBufferedReader(file)) {
                catalogue = catalogue.with(lines, file.toString(), providers);
            } catch (NoSuchFileException e) {
                throw new IOException(file + ": there is no such file", e);
            } catch (CharacterCodingException e) {
                throw new IOException(file + ": expected text in UTF-8", e);
            }
        }
        return new OperatorFiles(forms, catalogue, places);
    }

    /** The same with these places. */
    public OperatorFiles with(Places others) {
        return new OperatorFiles(mappings, catalogue, others);
    }

    /** The same with one form more, which is asked first. */
    OperatorFiles with(MappedForm form) {
        List<MappedForm> all = new ArrayList<>(mappings);
        all.add(0, form);
        return new OperatorFiles(all, catalogue.with(form.provider(), form.operations()), places);
    }

    /** Category and sensitivity of operations. */
    public OperationCatalogue catalogue() {
        return catalogue;
    }

    /** Where addresses are. */
    public Places places() {
        return places;
    }

    /** All forms but the normalised one, in the order in which they are asked. */
    List<Normaliser> normalisers() {
        return normalisers;
    }
}
