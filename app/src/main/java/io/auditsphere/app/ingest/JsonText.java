package io.auditsphere.app.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The one parser of everything that strangers wrote, with its bounds. Thread-safe. */
final class JsonText {

    private static final int MAX_DEPTH = 64;
    private static final int MAX_NUMBER_LENGTH = 400;
    private static final int MAX_NAME_LENGTH = 10_000;

    /**
     * A token of real events takes 10 bytes and more, so that this is more than the 8 MB hold that a record may unpack
     * to. As empty objects, the worst there is, 8 MB would take 220 MB as a tree; so many tokens of them take 40 MB.
     */
    private static final long MAX_TOKENS = 1_000_000;

    static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_NUMBER_LENGTH)
                    .maxNameLength(MAX_NAME_LENGTH)
                    .maxTokenCount(MAX_TOKENS)
                    .build())
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .build();

    static final ObjectMapper MAPPER = JsonMapper.builder(FACTORY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Writes what Jackson read in the form that {@link JsonScanner} reads: ASCII, each name once. */
    private static final ObjectWriter PLAIN = JsonMapper.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build()
            .writer();

    private static final ThreadLocal<JsonTape> SPARE = ThreadLocal.withInitial(() -> new JsonTape(new byte[0]));

    private JsonText() {}

    /**
     * The same for a document of which nothing is asked any more when the thread reads the next one this way: most
     * records need no memory for their tape then.
     */
    static JsonValue readForNow(byte[] json) throws IOException {
        JsonTape tape = SPARE.get();
        tape.begin(json);
        boolean filled = JsonScanner.fills(tape);
        if (!tape.isSmall()) {
            SPARE.remove();
        }
        return filled ? JsonValue.root(tape) : readByJackson(json);
    }

    /**
     * The document that these bytes are; the missing value if they are nothing but blanks.
     *
     * @throws IOException if they are no JSON, or more than the bounds allow; by Jackson, which says why
     */
    static JsonValue read(byte[] json) throws IOException {
        JsonTape tape = JsonScanner.tapeOrNull(json);
        return tape == null ? readByJackson(json) : JsonValue.root(tape);
    }

    private static JsonValue readByJackson(byte[] json) throws IOException {
        JsonNode tree = MAPPER.readTree(json);
        return tree.isMissingNode() ? JsonValue.MISSING : rewritten(tree);
    }

    private static JsonValue rewritten(JsonNode tree) throws IOException {
        return JsonValue.root(JsonScanner.tape(PLAIN.writeValueAsBytes(tree)));
    }

    /** The object or array that a text holds, or null if it holds none. */
    static JsonValue containerOrNull(String text) {
        int start = 0;
        while (start < text.length() && (text.charAt(start) <= ' ' || text.charAt(start) == '\uFEFF')) {
            start++;
        }
        if (start == text.length() || (text.charAt(start) != '{' && text.charAt(start) != '[')) {
            return null;
        }
        try {
            String json = start == 0 ? text : text.substring(start);
            // UTF-8 has no half characters, which an escape of the text around this one may have left in it.
            return Text.isEncodable(json)
                    ? read(json.getBytes(StandardCharsets.UTF_8))
                    : rewritten(MAPPER.readTree(json));
        } catch (IOException notJson) {
            return null;
        }
    }
}
