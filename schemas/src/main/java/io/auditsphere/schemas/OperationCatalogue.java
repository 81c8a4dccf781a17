package io.auditsphere.schemas;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
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
        return operations == null ? NamingRules.entryFor(operation) : operations.find(operation);
    }

    /** A catalogue in which these operations come before what is here. */
    public OperationCatalogue with(String provider, Map<String, Entry> operations) {
        ProviderOperations.Builder extended = new ProviderOperations.Builder(providers.get(provider));
        operations.forEach(extended::add);
        return with(Map.of(provider, extended));
    }

    /**
     * A catalogue in which the lines of this file, which may be about several providers, come before what is here:
     * {@code provider TAB operation TAB category TAB yes|no}, with {@code #} for comments and {@code *} for any text. A name without a star stands over one with.
     *
     * @param lines the file's text; it is read to its end and not closed
     * @param source what to call the file in an error
     * @param known the providers that a line may be about
     * @throws IOException if it cannot be read, a line has another form, or is about another provider
     */
    public OperationCatalogue with(Reader lines, String source, Collection<String> known) throws IOException {
        Map<String, ProviderOperations.Builder> extended = new HashMap<>();
        BufferedReader reader = new BufferedReader(lines);
        int number = 0;
        String line;
        while ((line = reader.readLine()) != null) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            int tab = line.indexOf('\t');
            String provider = tab < 0 ? "" : line.substring(0, tab).strip();
            // A line about a provider that is not configured is a slip of the pen: it would never be heeded.
            if (!known.contains(provider)) {
                throw new IOException(source + ", line " + number + ": expected one of the configured providers ("
                        + String.join(", ", known) + ") before the first tab, found \"" + line + "\"");
            }
            extended.computeIfAbsent(provider, name -> new ProviderOperations.Builder(providers.get(name)))
                    .addLine(line.substring(tab + 1), source, number);
        }
        return with(extended);
    }

    private OperationCatalogue with(Map<String, ProviderOperations.Builder> extended) {
        Map<String, ProviderOperations> all = new HashMap<>(providers);
        extended.forEach((provider, operations) -> all.put(provider, operations.build()));
        return new OperationCatalogue(all);
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
            operations.addLine(line, source, number);
        }
        return operations.build();
    }
}
