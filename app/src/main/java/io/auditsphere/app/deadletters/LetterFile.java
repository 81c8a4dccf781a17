package io.auditsphere.app.deadletters;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.auditsphere.schemas.DeadLetterHeaders;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Dead letters in a file, to be mended by hand or by a script and sent back: one JSON object a line with {@code
 * partition}, {@code offset}, {@code reason}, {@code field}, {@code message}, {@code key}, and {@code record}, which is
 * the record as text, or {@code record_base64} where it is no text. Only the coordinates and the record are read back;
 * the record may be mended as text or replaced by a JSON object or array.
 */
public final class LetterFile implements AutoCloseable {

    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    // The record is a string of at most a megabyte; escaped it may be six times that.
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(16 << 20)
                            .build())
                    .build())
            .build();

    private final Writer out;
    private long written;

    private LetterFile(Writer out) {
        this.out = out;
    }

    /**
     * A new file.
     *
     * @throws IOException if it exists or cannot be written
     */
    public static LetterFile create(Path file) throws IOException {
        return new LetterFile(new BufferedWriter(
                Files.newBufferedWriter(file, UTF_8, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)));
    }

    /** Writes one line. */
    public void write(DeadLetter letter) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = MAPPER.createGenerator(line)) {
            json.writeStartObject();
            json.writeNumberField("partition", letter.at().partition());
            json.writeNumberField("offset", letter.at().offset());
            json.writeStringField("reason", letter.reason());
            json.writeStringField("field", letter.field());
            json.writeStringField("message", letter.header(DeadLetterHeaders.MESSAGE));
            if (letter.truncated()) {
                json.writeBooleanField("truncated", true);
            }
            json.writeStringField("key", letter.key() == null ? null : new String(letter.key(), UTF_8));
            String text = letter.value() == null ? "" : textOrNull(letter.value());
            if (text != null) {
                json.writeStringField("record", text);
            } else {
                json.writeStringField("record_base64", Base64.getEncoder().encodeToString(letter.value()));
            }
            json.writeEndObject();
            json.flush();
            out.append(line.getBuffer()).append('\n');
            written++;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lines written. */
    public long written() {
        return written;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    /**
     * The records of a file, by the coordinates of the letters that they take the place of.
     *
     * @throws IOException naming the line that is not of the form, or that names a letter a second time
     */
    public static Map<Coordinates, byte[]> read(Path file) throws IOException {
        Map<Coordinates, byte[]> records = new LinkedHashMap<>();
        try (BufferedReader lines = Files.newBufferedReader(file, UTF_8)) {
            long number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (!line.isBlank() && !add(line, records)) {
                    throw new IOException(file + ", line " + number + ": expected a JSON object with partition, offset"
                            + " and record (text, object or array) or record_base64, each letter once, as `dlq list"
                            + " --output` writes them");
                }
            }
        }
        return records;
    }

    private static boolean add(String line, Map<Coordinates, byte[]> records) {
        try {
            JsonNode node = MAPPER.readTree(line);
            if (!node.path("partition").canConvertToInt()
                    || !node.path("offset").canConvertToLong()) {
                return false;
            }
            byte[] record = record(node);
            return record != null
                    && records.put(
                                    new Coordinates(
                                            node.get("partition").intValue(),
                                            node.get("offset").longValue()),
                                    record)
                            == null;
        } catch (JsonProcessingException | IllegalArgumentException notOfTheForm) {
            return false;
        }
    }

    private static byte[] record(JsonNode node) throws JsonProcessingException {
        JsonNode record = node.path("record");
        if (record.isTextual()) {
            return record.textValue().getBytes(UTF_8);
        }
        if (record.isContainerNode()) {
            return MAPPER.writeValueAsBytes(record);
        }
        String packed = node.path("record_base64").textValue();
        return packed == null ? null : Base64.getDecoder().decode(packed);
    }

    private static String textOrNull(byte[] bytes) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException notText) {
            return null;
        }
    }
}
