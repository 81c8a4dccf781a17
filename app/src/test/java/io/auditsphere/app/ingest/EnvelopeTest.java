package io.auditsphere.app.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.schemas.AuditEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Wrappers")
class EnvelopeTest {

    private static final String EVENT =
            "{\"event_id\":\"e-1\",\"provider\":\"box\",\"creation_time\":\"2026-11-20T09:30:00Z\","
                    + "\"operation\":\"UPLOAD\",\"user_id\":\"ada@example.com\"}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "records",
                "Records",
                "items",
                "entries",
                "events",
                "value",
                "detail",
                "logEvents",
                "payload",
                "message",
                "event.original",
                "_raw",
                "AuditData",
                "RawEventData",
                "o365audit",
                "data"
            })
    @DisplayName("of every listed name are taken off, with the event in them as object, list, text and packed text")
    void names(String name) throws IOException {
        AuditEvent bare = Decoding.event(EVENT);
        String packed = Base64.getEncoder().encodeToString(EVENT.getBytes(StandardCharsets.UTF_8));
        String zipped = Base64.getEncoder().encodeToString(gzip(EVENT.getBytes(StandardCharsets.UTF_8)));
        for (String content : new String[] {EVENT, "[" + EVENT + "]", quoted(EVENT), quoted(packed), quoted(zipped)}) {
            assertThat(Decoding.event("{\"collector\":\"x\",\"" + name + "\":" + content + "}"))
                    .as("%s: %s", name, content)
                    .isEqualTo(bare);
        }
    }

    @Test
    @DisplayName("within wrappers are taken off three deep, a list at the top not counted")
    void threeDeep() {
        String three = "[{\"records\":[{\"payload\":{\"message\":" + quoted(EVENT) + "}}]}]";
        assertThat(Decoding.events(three)).hasSize(1);
        String four = "{\"items\":" + three + "}";
        assertThat(Decoding.record(four).rejections())
                .extracting(Rejection::reason)
                .containsExactly(RejectionReason.UNKNOWN_SHAPE);
    }

    @Test
    @DisplayName("with a message for people beside the event do not hide it")
    void messageForPeople() {
        String record = "{\"message\":\"Ada uploaded a file\",\"event\":{\"original\":" + quoted(EVENT) + "}}";
        assertThat(Decoding.event(record).eventId()).isEqualTo("e-1");
    }

    @Test
    @DisplayName("keep order and count what they hold, whatever its form")
    void order() {
        String box =
                "{\"type\":\"event\",\"event_id\":\"b\",\"event_type\":\"UPLOAD\",\"created_at\":\"2026-11-20T09:30:00Z\","
                        + "\"created_by\":{\"login\":\"ada@example.com\"}}";
        DecodedRecord record =
                Decoding.record("{\"records\":[" + box + ",{\"level\":\"INFO\"}," + EVENT + ",7," + box + "]}");
        assertThat(record.events()).extracting(AuditEvent::eventId).containsExactly("b", "e-1", "b");
        assertThat(record.eventIndexes()).containsExactly(0, 2, 4);
        assertThat(record.rejections()).extracting(Rejection::index).containsExactly(1, 3);
    }

    @Test
    @DisplayName("may be a gzip record, unless it unpacks to more than anybody may send")
    void gzipRecord() throws IOException {
        EventDecoder decoder = new EventDecoder(IngestSettings.defaults());
        long arrival = Decoding.ARRIVAL.toEpochMilli();
        byte[] record = gzip(("[" + EVENT + "," + EVENT + "]").getBytes(StandardCharsets.UTF_8));
        assertThat(decoder.decode(record, arrival).events()).hasSize(2);

        byte[] bomb = gzip(("[" + " ".repeat(20 << 20) + "]").getBytes(StandardCharsets.UTF_8));
        assertThat(decoder.decode(bomb, arrival).rejections())
                .extracting(Rejection::reason)
                .containsExactly(RejectionReason.TOO_LARGE);
        byte[] cut = Arrays.copyOf(record, record.length / 2);
        assertThat(decoder.decode(cut, arrival).rejections())
                .extracting(Rejection::reason)
                .containsExactly(RejectionReason.NOT_JSON);
    }

    @Test
    @DisplayName("may be base64 as a whole, of JSON or of gzip")
    void base64Record() throws IOException {
        byte[] list = ("[" + EVENT + "," + EVENT.replace("e-1", "e-2") + "]").getBytes(StandardCharsets.UTF_8);
        for (byte[] content : new byte[][] {list, gzip(list)}) {
            String record = Base64.getEncoder().encodeToString(content);
            assertThat(Decoding.events(record))
                    .extracting(AuditEvent::eventId)
                    .as("in order, each with its id")
                    .containsExactly("e-1", "e-2");
        }
        for (String other : new String[] {"0123456789abcdef", "12345678901234567890", "Sixteen+letters+"}) {
            assertThat(Decoding.record(other).rejections()).as(other).hasSize(1);
        }
    }

    @Test
    @DisplayName("around nothing known say what was tried and what came nearest")
    void nearest() {
        Rejection rejection = Decoding.record(
                        "{\"eventTime\":\"x\",\"eventID\":\"1\",\"userIdentity\":{},\"secret\":\"s\"}")
                .rejections()
                .get(0);
        assertThat(rejection.detail())
                .contains("tried normalised and legacy, microsoft", "oci (audit)")
                .endsWith("nearest is aws (CloudTrail), without [eventName, eventSource]");
        assertThat(rejection.value())
                .as("names, not values")
                .isEqualTo("fields: eventTime eventID userIdentity secret");
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        }
        return out.toByteArray();
    }
}
