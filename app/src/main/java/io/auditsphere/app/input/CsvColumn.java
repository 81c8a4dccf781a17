package io.auditsphere.app.input;

import io.auditsphere.app.console.PlainText;
import io.auditsphere.app.ingest.WrapperNames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Which column of a CSV export holds the events as JSON: the one whose name is a known wrapper's, else the one whose cells
 * are JSON. Immutable.
 *
 * @param cells how rows are taken apart
 * @param header the first row's cells; the names of the columns
 * @param index the column, from 0; -1 if there is none
 * @param headerless whether the first row is an event already
 */
record CsvColumn(CsvCells cells, List<String> header, int index, boolean headerless) {

    /** The more telling first: a Purview export, SIEM exports, anything. */
    private static final List<String> NAMES = names();

    private static final int ROWS_LOOKED_AT = 20;
    private static final int COLUMNS_SHOWN = 20;
    private static final int COLUMN_SHOWN = 40;

    CsvColumn {
        header = List.copyOf(header);
    }

    /**
     * Looks at the first rows of a file.
     *
     * @param rows the first row, which should be the header, and some that follow; at least one
     * @return null if the first row cannot be taken apart at all
     */
    static CsvColumn ofOrNull(List<String> rows) {
        CsvCells cells = CsvCells.ofHeader(rows.get(0));
        List<String> header = cellsOrNone(cells, rows.get(0));
        if (header.isEmpty()) {
            return null;
        }
        int own = columnOfJson(List.of(header));
        if (own >= 0) {
            return new CsvColumn(cells, header, own, true);
        }
        List<List<String>> following = new ArrayList<>();
        for (String row : rows.subList(1, Math.min(rows.size(), 1 + ROWS_LOOKED_AT))) {
            following.add(cellsOrNone(cells, row));
        }
        int named = columnNamed(header, following);
        return new CsvColumn(cells, header, named >= 0 ? named : columnOfJson(following), false);
    }

    /** The name of the column, or its number where the file has no header. */
    String name() {
        return headerless ? "column " + (index + 1) : header.get(index);
    }

    /** Whether this is Excel's own first line, {@code sep=;}, which is no header. */
    static boolean isSeparatorLine(String line) {
        return line.length() <= 7 && line.toLowerCase(Locale.ROOT).startsWith("sep=");
    }

    /** What to say where {@link #index} is -1. */
    String nothingFound() {
        String columns = header.stream()
                .limit(COLUMNS_SHOWN)
                .map(name -> PlainText.of(name.strip(), COLUMN_SHOWN))
                .collect(Collectors.joining(", "));
        return "no column of this CSV file holds events as JSON. Expected one named AuditData (Microsoft Purview), "
                + "RawEventData, event.original, _raw or message, or one whose cells are JSON; found " + header.size()
                + " columns: " + columns + (header.size() > COLUMNS_SHOWN ? ", ..." : "");
    }

    private static int columnNamed(List<String> header, List<List<String>> rows) {
        for (String name : NAMES) {
            for (int i = 0; i < header.size(); i++) {
                // A column may bear the name and hold text: `message` often does.
                if (header.get(i).strip().toLowerCase(Locale.ROOT).equals(name) && mayBeJson(rows, i)) {
                    return i;
                }
            }
        }
        return -1;
    }

    private static boolean mayBeJson(List<List<String>> rows, int column) {
        boolean any = false;
        for (List<String> row : rows) {
            if (column < row.size() && !row.get(column).isBlank()) {
                any = true;
                if (startsJson(row.get(column))) {
                    return true;
                }
            }
        }
        return !any;
    }

    private static int columnOfJson(List<List<String>> rows) {
        int best = -1;
        int most = 0;
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        for (int i = 0; i < columns; i++) {
            int count = 0;
            for (List<String> row : rows) {
                count += i < row.size() && isJson(row.get(i)) ? 1 : 0;
            }
            if (count > most) {
                most = count;
                best = i;
            }
        }
        return best;
    }

    private static boolean startsJson(String cell) {
        String text = cell.strip();
        return text.startsWith("{") || text.startsWith("[");
    }

    private static boolean isJson(String cell) {
        String text = cell.strip();
        return (text.startsWith("{\"") && text.endsWith("}")) || (text.startsWith("[{") && text.endsWith("}]"));
    }

    private static List<String> cellsOrNone(CsvCells cells, String row) {
        try {
            return cells.of(row);
        } catch (IOException malformed) {
            return List.of();
        }
    }

    private static List<String> names() {
        List<String> names =
                new ArrayList<>(List.of("auditdata", "raweventdata", "event.original", "_raw", "o365audit"));
        for (String wrapper : WrapperNames.ALL) {
            String name = wrapper.toLowerCase(Locale.ROOT);
            if (!names.contains(name)) {
                names.add(name);
            }
        }
        names.add("raw");
        names.add("rawlog");
        return List.copyOf(names);
    }
}
