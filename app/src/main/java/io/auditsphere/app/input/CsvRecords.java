package io.auditsphere.app.input;

import io.auditsphere.app.ingest.Rejection;
import io.auditsphere.app.ingest.RejectionReason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The JSON column of a CSV export. A row that cannot be taken apart, or has no such cell, is a record with a problem; the
 * next line goes on. For one thread.
 */
final class CsvRecords implements Records {

    /** Where Excel and programs that follow it cut a cell, in characters. */
    private static final int EXCEL_CELL = 32_767;

    private final InputStream in;
    private final CsvRows rows;
    private final CsvColumn column;
    private final String file;
    private final int most;
    private boolean headerPassed;

    /**
     * @param in the content as UTF-8, the header included
     * @param mostBytes the largest record; a row may be twice as long, since its quotes are doubled, and 64 KiB more
     */
    CsvRecords(InputStream in, CsvColumn column, String file, int mostBytes) {
        this.in = in;
        int longest = (int) Math.min(Integer.MAX_VALUE / 4, 2L * mostBytes + (1 << 16));
        this.rows = new CsvRows(in, column.cells().delimiter(), longest);
        this.column = column;
        this.file = file;
        this.most = mostBytes;
        this.headerPassed = column.headerless();
    }

    @Override
    public InputRecord next() throws IOException {
        while (true) {
            byte[] row = rows.next();
            if (row == null) {
                return null;
            }
            String text = new String(row, StandardCharsets.UTF_8);
            if (headerPassed) {
                return record(row, text);
            }
            headerPassed = !CsvColumn.isSeparatorLine(text);
        }
    }

    private InputRecord record(byte[] row, String text) {
        if (!rows.isWhole()) {
            return malformed(rows.giveBack(), "a quoted cell of this row is not closed within " + longest() + " bytes");
        }
        List<String> cells;
        try {
            cells = column.cells().of(text);
        } catch (IOException e) {
            return malformed(
                    rows.giveBack(),
                    "the row's quotes do not match; a cell that holds quotes or the separator must be in quotes");
        }
        if (cells.size() <= column.index()) {
            return malformed(
                    rows.giveBack(),
                    "the row has " + cells.size() + " cells; " + column.name() + " is the " + (column.index() + 1)
                            + ". of " + column.header().size());
        }
        String cell = cells.get(column.index()).strip();
        if (cells.size() > column.header().size() && !(cell.startsWith("{") && cell.endsWith("}"))) {
            return malformed(
                    rows.giveBack(),
                    "the row has " + cells.size() + " cells for "
                            + column.header().size() + " columns; a cell that holds the separator must be in quotes");
        }
        if (cell.isEmpty()) {
            return malformed(row, column.name() + " is empty");
        }
        if (cells.get(column.index()).length() >= EXCEL_CELL - 1 && !cell.endsWith("}") && !cell.endsWith("]")) {
            return malformed(
                    row,
                    column.name() + " ends after " + cell.length()
                            + " characters, where Excel cuts cells; take the file as it was downloaded");
        }
        byte[] value = cell.getBytes(StandardCharsets.UTF_8);
        return new InputRecord(value, file, rows.line(), 0, value.length > most, null);
    }

    private long longest() {
        return 2L * most + (1 << 16);
    }

    private InputRecord malformed(byte[] row, String detail) {
        Rejection problem = new Rejection(Rejection.WHOLE_RECORD, RejectionReason.NOT_JSON, null, null, detail);
        return new InputRecord(row, file, rows.line(), 0, false, problem);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
