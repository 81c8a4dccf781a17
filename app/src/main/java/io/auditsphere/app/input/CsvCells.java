package io.auditsphere.app.input;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Takes one row apart. Immutable; thread-safe. */
final class CsvCells {

    /** A row of more cells is none. */
    private static final int MAX_CELLS = 10_000;

    private static final CsvFactory CSV = new CsvFactory();

    private final char delimiter;
    private final CsvSchema schema;

    CsvCells(char delimiter) {
        this.delimiter = delimiter;
        this.schema = CsvSchema.emptySchema().withColumnSeparator(delimiter);
    }

    /** What separates cells. */
    char delimiter() {
        return delimiter;
    }

    /**
     * The cells of a row, unquoted.
     *
     * @throws IOException if its quotes do not match
     */
    List<String> of(String row) throws IOException {
        List<String> cells = new ArrayList<>();
        try (CsvParser parser = CSV.createParser(row)) {
            parser.setSchema(schema);
            parser.nextToken();
            for (JsonToken token = parser.nextToken();
                    token != null && token != JsonToken.END_ARRAY && cells.size() < MAX_CELLS;
                    token = parser.nextToken()) {
                cells.add(parser.getText());
            }
        }
        return cells;
    }

    /** The separator of a header: that of comma, semicolon, tab and bar which it holds most of outside of quotes. */
    static CsvCells ofHeader(String header) {
        char best = ',';
        int most = 0;
        for (char candidate : new char[] {',', ';', '\t', '|'}) {
            int count = 0;
            boolean quoted = false;
            for (int i = 0; i < header.length(); i++) {
                char c = header.charAt(i);
                quoted ^= c == '"';
                count += c == candidate && !quoted ? 1 : 0;
            }
            if (count > most) {
                most = count;
                best = candidate;
            }
        }
        return new CsvCells(best);
    }
}
