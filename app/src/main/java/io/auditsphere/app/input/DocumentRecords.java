package io.auditsphere.app.input;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonParserSequence;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import io.auditsphere.app.ingest.Rejection;
import io.auditsphere.app.ingest.RejectionReason;
import io.auditsphere.app.ingest.WrapperNames;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * JSON documents that are no lines: pretty-printed, or one line longer than a record may be. Each element of an outermost
 * array is a record. An object is a record as it stands as long as it is not larger than one may be; else the elements of
 * the lists that it wraps are records ({@code Records} of CloudTrail, {@code value} of Graph). Memory is bounded by the
 * largest record. Where the JSON breaks within a list, reading goes on at the next line whose brace stands in the column of
 * the broken record's, else at the next line that begins with a brace or a bracket, as documents one after the other and
 * records one a line do; if there is none, the rest of the file cannot be read. For one thread.
 */
final class DocumentRecords implements Records {

    /** As deep as the decoder reads, and what wraps it. */
    private static final int MAX_DEPTH = 80;

    /** As deep as the decoder looks into wrappers, and arrays between them. */
    private static final int MAX_WRAPPERS = 6;

    private static final int SHOWN = 4096;

    /** What a parser reads beyond what it has parsed is less. */
    private static final int READ_AHEAD = 1 << 16;

    /** A file that breaks more often is no log, and to go on costs what the parser read ahead. */
    private static final int MOST_BREAKS = 1_000;

    private static final JsonFactory JSON = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(400)
                    .maxNameLength(10_000)
                    .build())
            // A parser that comes to the end closes nothing: another may go on before it.
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            .build();

    private static final ObjectMapper MAPPER = JsonMapper.builder(JSON).build();
    private static final Set<String> WRAPPERS = Set.copyOf(WrapperNames.ALL);

    /** An array or object whose insides are records. */
    private static final class Opened {
        private final boolean object;
        private final String start;
        private final long line;
        private boolean gave;

        Opened(boolean object, String start, long line) {
            this.object = object;
            this.start = start;
            this.line = line;
        }
    }

    private final PushbackInputStream rest;
    private JsonParser live;
    private final String file;
    private final int most;
    private final Deque<Opened> opened = new ArrayDeque<>();
    private JsonParser json;
    private long number;
    private String brokenOff;

    /** Lines before the one that the parser takes for its first. */
    private long linesBefore;

    /** How often something broke; what stands between records then is what it left behind. */
    private int breaks;

    private boolean inRecord;
    /** The column in which the latest record's brace stands, from 1. */
    private int column = 1;

    /** Whether the parser was set on an element of a list, which it is told begins there. */
    private boolean amidList;

    DocumentRecords(InputStream text, String file, int mostBytes) throws IOException {
        this.rest = new PushbackInputStream(text, READ_AHEAD);
        this.live = JSON.createParser(rest);
        this.json = live;
        this.file = file;
        this.most = mostBytes;
    }

    @Override
    public InputRecord next() throws IOException {
        if (brokenOff != null) {
            return null;
        }
        while (true) {
            try {
                return nextValue();
            } catch (JsonProcessingException e) {
                boolean said = breaks > 0 && !inRecord && opened.size() <= (amidList ? 1 : 0);
                long line = linesBefore + e.getLocation().getLineNr();
                String what = "the JSON breaks in line " + line + ", column "
                        + e.getLocation().getColumnNr() + " (" + e.getOriginalMessage() + ")";
                boolean goesOn = resume(e, line);
                if (!said) {
                    brokenOff = goesOn ? null : what + "; the rest was not read";
                    return problem(new byte[0], line, RejectionReason.NOT_JSON, goesOn ? what : brokenOff);
                }
                if (!goesOn) {
                    return null;
                }
            }
        }
    }

    /** Sets the parser on the next element of the list that broke, or on the next document; false if there is neither. */
    private boolean resume(JsonProcessingException broken, long line) throws IOException {
        if (breaks++ == MOST_BREAKS) {
            return false;
        }
        ByteArrayOutputStream unread = new ByteArrayOutputStream();
        live.releaseBuffered(unread);
        rest.unread(unread.toByteArray());
        boolean list = !opened.isEmpty() && !opened.peek().object;
        int elements = list ? column : 1;
        int taken = NextBeginning.taken(broken, elements);
        if (taken > 0) {
            rest.unread('{');
        }
        NextBeginning next = NextBeginning.findOrNull(rest, taken, elements);
        if (next == null) {
            return false;
        }
        rest.unread(next.first());
        amidList = list && next.column() == column;
        if (amidList) {
            rest.unread('[');
        }
        linesBefore = line - 1 + next.linesPassed();
        column = next.column();
        live = JSON.createParser(rest);
        json = live;
        opened.clear();
        inRecord = false;
        return true;
    }

    private InputRecord nextValue() throws IOException {
        while (true) {
            JsonToken token = json.nextToken();
            if (token == null) {
                return null;
            }
            switch (token) {
                case FIELD_NAME -> {
                    // Looked at with its value.
                }
                case START_ARRAY -> {
                    if (isOfInterest()) {
                        open(false, "");
                    } else {
                        json.skipChildren();
                    }
                }
                case START_OBJECT -> {
                    if (!isOfInterest()) {
                        json.skipChildren();
                        break;
                    }
                    InputRecord record = objectOrNull();
                    if (record != null) {
                        return record;
                    }
                }
                case END_ARRAY -> opened.pop();
                case END_OBJECT -> {
                    Opened ended = opened.pop();
                    if (!ended.gave) {
                        return tooLarge(ended);
                    }
                }
                default -> {
                    if (opened.isEmpty() || !opened.peek().object) {
                        return record(MAPPER.writeValueAsBytes(json.getText()), line());
                    }
                }
            }
        }
    }

    /** Whether a container is a record or holds some: any in an array, in an object those under a wrapper's name. */
    private boolean isOfInterest() throws IOException {
        return opened.isEmpty()
                || !opened.peek().object
                || (WRAPPERS.contains(json.currentName()) && opened.size() < MAX_WRAPPERS);
    }

    /** The object at whose start the parser stands, or null if it is too large and has been opened instead. */
    private InputRecord objectOrNull() throws IOException {
        inRecord = true;
        JsonLocation start = json.currentTokenLocation();
        if (start.getColumnNr() > 0 && (start.getLineNr() > 1 || breaks == 0)) {
            column = start.getColumnNr();
        }
        long line = line();
        TokenBuffer copy = new TokenBuffer(json);
        copy.copyCurrentEvent(json);
        long size = 2;
        int depth = 1;
        while (depth > 0) {
            JsonToken token = json.nextToken();
            if (token == null) {
                throw new com.fasterxml.jackson.core.io.JsonEOFException(json, null, "Unexpected end of the document");
            }
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            size += 1 + (token.isScalarValue() || token == JsonToken.FIELD_NAME ? 2L + json.getTextLength() : 1);
            copy.copyCurrentEvent(json);
            if (size > most) {
                String begin = startOf(copy);
                json = JsonParserSequence.createFlattened(false, copy.asParser(), json);
                json.nextToken();
                open(true, begin);
                inRecord = false;
                return null;
            }
        }
        inRecord = false;
        return record(MAPPER.writeValueAsBytes(copy), line);
    }

    private void open(boolean object, String start) {
        opened.push(new Opened(object, start, line()));
    }

    private InputRecord record(byte[] value, long line) {
        opened.forEach(one -> one.gave = true);
        number++;
        boolean cut = value.length > most;
        return new InputRecord(value, file, line, number, cut, null);
    }

    private InputRecord tooLarge(Opened object) {
        opened.forEach(one -> one.gave = true);
        return problem(
                object.start.getBytes(StandardCharsets.UTF_8),
                object.line,
                RejectionReason.TOO_LARGE,
                "an object of more than " + most + " bytes that wraps no list of records");
    }

    private InputRecord problem(byte[] value, long line, RejectionReason reason, String detail) {
        number++;
        Rejection problem = new Rejection(Rejection.WHOLE_RECORD, reason, null, null, detail);
        return new InputRecord(value, file, line, number, true, problem);
    }

    /** The first tokens as text, for whoever looks into the dead letters. */
    private static String startOf(TokenBuffer copy) throws IOException {
        StringBuilder text = new StringBuilder();
        try (JsonParser tokens = copy.asParser()) {
            while (text.length() < SHOWN && tokens.nextToken() != null) {
                text.append(tokens.getText()).append(' ');
            }
        }
        return text.substring(0, Math.min(SHOWN, text.length()));
    }

    private long line() {
        return linesBefore + live.currentTokenLocation().getLineNr();
    }

    @Override
    public String brokenOffOrNull() {
        return brokenOff;
    }

    @Override
    public void close() throws IOException {
        live.close();
        rest.close();
    }
}
