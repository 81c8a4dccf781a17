package io.auditsphere.app.input;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/**
 * Tells by its first bytes how a file is to be read, whatever it is called: packed or not, in which encoding, and whether
 * it holds one record a line, a JSON document or a CSV export. No more is read than the decision needs, so that lines that
 * come through a pipe are not held back.
 */
final class FileForm {

    /** What is looked at to tell a document from broken lines, and to find the column of a CSV file. */
    private static final int LOOK = 1 << 16;

    /** A token that the end of what was read cuts looks broken. */
    private static final int CUT_TOKEN = 64;

    private static final JsonFactory JSON = new JsonFactory();

    private enum Form {
        LINES,
        DOCUMENT,
        CSV,
        UNDECIDED
    }

    private FileForm() {}

    /**
     * The records of a stream.
     *
     * @param file its name, for messages and records
     * @param mostBytes the largest record
     * @throws UnusableFileException if the file is of a kind that holds no records
     */
    static Records open(InputStream raw, String file, int mostBytes) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(raw, LOOK);
        buffered.mark(LOOK);
        Head magic = new Head(buffered);
        magic.atLeast(4);
        buffered.reset();
        refuseOtherKinds(magic);
        boolean packed = magic.startsWith(0x1f, 0x8b);
        Head text = new Head(utf8(packed ? new GZIPInputStream(buffered, LOOK) : buffered));
        text.more();
        Form form = formOf(text, mostBytes);
        while (form == Form.UNDECIDED) {
            text.more();
            form = formOf(text, mostBytes);
        }
        return switch (form) {
            case DOCUMENT -> new DocumentRecords(text.stream(0), file, mostBytes);
            case CSV -> csv(text, file, mostBytes);
            default -> new LineRecords(text.stream(0), file, mostBytes);
        };
    }

    private static void refuseOtherKinds(Head head) throws UnusableFileException {
        if (head.startsWith('P', 'K', 3, 4)) {
            throw new UnusableFileException("this is a ZIP archive or an Excel workbook; unpack it, or save it as CSV");
        }
        if (head.startsWith('P', 'A', 'R', '1')) {
            throw new UnusableFileException("this is a Parquet file; export it as NDJSON or CSV");
        }
    }

    private static InputStream utf8(InputStream unpacked) throws IOException {
        Head head = new Head(unpacked);
        head.atLeast(3);
        if (head.startsWith(0xff, 0xfe)) {
            return new Utf8Stream(head.stream(2), StandardCharsets.UTF_16LE);
        }
        if (head.startsWith(0xfe, 0xff)) {
            return new Utf8Stream(head.stream(2), StandardCharsets.UTF_16BE);
        }
        return head.stream(head.startsWith(0xef, 0xbb, 0xbf) ? 3 : 0);
    }

    private static Form formOf(Head head, int mostBytes) throws IOException {
        int first = 0;
        while (first < head.length() && head.bytes()[first] <= ' ' && head.bytes()[first] >= 0) {
            first++;
        }
        if (first == head.length()) {
            return head.isAll() || first > LOOK ? Form.LINES : Form.UNDECIDED;
        }
        byte begins = head.bytes()[first];
        return begins == '{' || begins == '[' ? formOfJson(head, first, mostBytes) : formOfText(head);
    }

    private static Form formOfJson(Head head, int first, int mostBytes) throws IOException {
        int lineEnd = lineEndAfter(head, first);
        if (lineEnd - first > mostBytes) {
            return Form.DOCUMENT;
        }
        if (lineEnd == head.length()) {
            return head.isAll() ? Form.LINES : Form.UNDECIDED;
        }
        long brokenAt;
        try (JsonParser json = JSON.createParser(head.bytes(), first, head.length() - first)) {
            int depth = 0;
            do {
                JsonToken token = json.nextToken();
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            } while (depth > 0);
            boolean oneLine = first + json.currentLocation().getByteOffset() <= lineEnd;
            return oneLine ? Form.LINES : Form.DOCUMENT;
        } catch (JsonEOFException open) {
            brokenAt = head.length();
        } catch (JsonProcessingException e) {
            brokenAt = first + e.getLocation().getByteOffset();
        }
        if (brokenAt < head.length() - CUT_TOKEN || (head.isAll() && brokenAt < head.length())) {
            // A line that is cut makes no sense together with the next one; a document may break further down.
            return brokenAt > lineEndAfter(head, lineEnd + 1) ? Form.DOCUMENT : Form.LINES;
        }
        if (head.isAll() || head.length() >= LOOK) {
            return isBlankFrom(head, lineEnd) ? Form.LINES : Form.DOCUMENT;
        }
        return Form.UNDECIDED;
    }

    private static int lineEndAfter(Head head, int from) {
        int lineEnd = from;
        while (lineEnd < head.length() && head.bytes()[lineEnd] != '\n') {
            lineEnd++;
        }
        return lineEnd;
    }

    private static boolean isBlankFrom(Head head, int from) {
        for (int i = from; i < head.length(); i++) {
            if (head.bytes()[i] > ' ' || head.bytes()[i] < 0) {
                return false;
            }
        }
        return true;
    }

    /** Text that is no JSON is a table if its rows have a column of JSON, or if it looks like one without. */
    private static Form formOfText(Head head) {
        if (head.length() < LOOK && !head.isAll()) {
            return Form.UNDECIDED;
        }
        List<String> rows = rows(head);
        CsvColumn column = rows.isEmpty() ? null : CsvColumn.ofOrNull(rows);
        if (column == null) {
            return Form.LINES;
        }
        boolean linesOfJson = rows.stream().skip(1).anyMatch(row -> row.startsWith("{") || row.startsWith("["));
        boolean table = column.index() >= 0 || column.header().size() > 1;
        return table && !linesOfJson ? Form.CSV : Form.LINES;
    }

    private static Records csv(Head head, String file, int mostBytes) throws IOException {
        CsvColumn column = CsvColumn.ofOrNull(rows(head));
        if (column.index() < 0) {
            throw new UnusableFileException(column.nothingFound());
        }
        return new CsvRecords(head.stream(0), column, file, mostBytes);
    }

    /** The first rows, the header first; the last of them may be cut and is left out unless it is the only one. */
    private static List<String> rows(Head head) {
        String text = new String(head.bytes(), 0, head.length(), StandardCharsets.UTF_8);
        int lineEnd = text.indexOf('\n');
        String firstLine = lineEnd < 0 ? text : text.substring(0, lineEnd).strip();
        if (CsvColumn.isSeparatorLine(firstLine.toLowerCase(Locale.ROOT))) {
            text = lineEnd < 0 ? "" : text.substring(lineEnd + 1);
        }
        List<String> rows = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            quoted ^= c == '"';
            if (c == '\n' && !quoted) {
                addUnlessBlank(rows, text.substring(start, i));
                start = i + 1;
            }
        }
        if (rows.isEmpty() || head.isAll()) {
            addUnlessBlank(rows, text.substring(start));
        }
        return rows;
    }

    private static void addUnlessBlank(List<String> rows, String row) {
        if (!row.isBlank()) {
            rows.add(row.strip());
        }
    }
}
