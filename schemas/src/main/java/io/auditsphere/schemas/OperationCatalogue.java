package io.auditsphere.schemas;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is known about the operations of each provider: their category, and whether they are sensitive by name. Data
 * files under {@code operations/} hold it, one a provider; an operator's own file adds to it or overrides it. An
 * operation that no file names gets a category by its name's words ({@link NamingRules}) and is never sensitive.
 *
 * <p>Names are compared trimmed, without case and without a full stop at the end (Entra's names end in one in some
 * exports and not in others). Immutable and thread-safe.
 */
public final class OperationCatalogue {

    private static final List<String> BUILT_IN = List.of("microsoft", "google", "box", "dropbox", "aws", "azure");

    /**
     * What the catalogue says of one operation.
     *
     * @param category what kind of act it is
     * @param sensitive whether its name alone makes it sensitive
     * @param known false if no file names it and the category comes from its name's words
     */
    public record Entry(OperationCategory category, boolean sensitive, boolean known) {}

    private static final class Holder {
        static final OperationCatalogue INSTANCE = loadBuiltIn();
    }

    private final Map<String, ProviderOperations> providers;

    private OperationCatalogue(Map<String, ProviderOperations> providers) {
        this.providers = providers;
    }

    /** The catalogue that comes with the program; loaded on first use. */
    public static OperationCatalogue builtIn() {
        return Holder.INSTANCE;
    }

    /** What is known of this operation; never null. */
    public Entry find(String provider, String operation) {
        ProviderOperations operations = providers.get(provider);
        Entry entry = operations == null ? null : operations.find(operation);
        return entry == null ? NamingRules.entryFor(operation) : entry;
    }

    /**
     * A catalogue in which the lines of this file come before what is here: {@code operation TAB category TAB yes|no},
     * with {@code #} for comments and {@code *} for any text.
     *
     * @param provider lower-case name of the provider that the file is about
     * @param lines the file's text; it is read to its end and not closed
     * @param source what to call the file in an error
     * @throws IOException if it cannot be read or a line has another form
     */
    public OperationCatalogue with(String provider, Reader lines, String source) throws IOException {
        Map<String, ProviderOperations> extended = new HashMap<>(providers);
        ProviderOperations known = providers.get(provider);
        extended.put(provider, read(known, lines, source));
        return new OperationCatalogue(extended);
    }

    private static OperationCatalogue loadBuiltIn() {
        Map<String, ProviderOperations> providers = new HashMap<>();
        for (String provider : BUILT_IN) {
            String file = "operations/" + provider + ".tsv";
            try (InputStream in = OperationCatalogue.class.getResourceAsStream(file)) {
                if (in == null) {
                    throw new IllegalStateException(file + " is missing from the program's jar: build it again");
                }
                providers.put(provider, read(null, new InputStreamReader(in, StandardCharsets.UTF_8), file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new OperationCatalogue(providers);
    }

    private static ProviderOperations read(ProviderOperations known, Reader lines, String source) throws IOException {
        ProviderOperations.Builder operations = new ProviderOperations.Builder(known);
        BufferedReader reader = new BufferedReader(lines);
        int number = 0;
        String line;
        while ((line = reader.readLine()) != null) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            String[] columns = line.split("\t", -1);
            OperationCategory category = columns.length == 3
                    ? OperationCategory.ofWireName(columns[1].strip()).orElse(null)
                    : null;
            boolean sensitive = columns.length == 3 && columns[2].strip().equals("yes");
            boolean answered =
                    sensitive || (columns.length == 3 && columns[2].strip().equals("no"));
            if (category == null || !answered || columns[0].isBlank()) {
                throw new IOException(source + ", line " + number
                        + ": expected operation, category and yes or no, separated by tabs, found \"" + line + "\"");
            }
            operations.add(columns[0], new Entry(category, sensitive, true));
        }
        return operations.build();
    }
}
