package io.auditsphere.app.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auditsphere.app.console.Console;
import io.auditsphere.app.ingest.EventDecoder;
import io.auditsphere.app.ingest.IngestSettings;
import io.auditsphere.app.ingest.Rejection;
import io.auditsphere.app.ingest.RejectionReason;
import io.auditsphere.app.input.InputRecord;
import io.auditsphere.app.report.InputReport;
import io.auditsphere.app.report.InputReportText;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

/** With the producer that Kafka's clients bring for tests; {@link EndToEndTest} sends to a broker. */
class LogSenderTest {

    private static final String EVENT =
            "{\"event_id\":\"%s\",\"provider\":\"box\",\"creation_time\":\"2026-05-04T12:00:00Z\","
                    + "\"operation\":\"DOWNLOAD\",\"user_id\":\"Ann@Example.com\"}";

    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final InputReport report = new InputReport();
    private final LogSender sender = new LogSender(
            EventSender.through(producer, "audit-events"),
            new EventDecoder(IngestSettings.defaults().withoutMaxAge()),
            Duration.ofDays(7),
            report,
            new Console(new PrintStream(shown, true, StandardCharsets.UTF_8), false));

    @Test
    void aRecordIsSentAsItStandsUnderItsUser() {
        send(EVENT.formatted("1"));

        ProducerRecord<byte[], byte[]> record = producer.history().get(0);
        assertThat(new String(record.value(), StandardCharsets.UTF_8)).isEqualTo(EVENT.formatted("1"));
        assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo("box|ann@example.com");
        assertThat(sender.sent()).isOne();
    }

    @Test
    void whatCannotBeReadIsSentWithoutAKeyForTheDeadLetters() {
        send("{not json");

        assertThat(producer.history().get(0).key()).isNull();
        assertThat(sender.sent()).isOne();
        assertThat(InputReportText.of(report)).anyMatch(line -> line.contains("1 not_json"));
    }

    @Test
    void anEventThatIsThereTwiceIsSentTwiceAndCountedAsADuplicate() {
        send(EVENT.formatted("1"));
        send(EVENT.formatted("1"));

        assertThat(producer.history()).hasSize(2);
        assertThat(InputReportText.of(report)).anyMatch(line -> line.contains("2 events, of which 1 duplicate"));
    }

    @Test
    void whatNoBrokerTakesIsLeftOutAndSaid() {
        sender.send(new InputRecord(new byte[10], "big\u001b.json", 3, 0, true, null), false);
        Rejection broken =
                new Rejection(Rejection.WHOLE_RECORD, RejectionReason.NOT_JSON, null, null, "the JSON breaks");
        sender.send(new InputRecord(new byte[0], "b.json", 9, 0, false, broken), false);

        assertThat(producer.history()).isEmpty();
        assertThat(sender.leftOut()).isEqualTo(2);
        assertThat(shown.toString(StandardCharsets.UTF_8))
                .contains("json:3 is over 1000000 bytes; it is left out")
                .contains("b.json:9 is no record: the JSON breaks; it is left out")
                .doesNotContain("\u001b");
    }

    @Test
    void whatMakesAFloodIsSaidTenTimes() {
        for (int i = 0; i < 50; i++) {
            sender.send(new InputRecord(new byte[10], "big.json", i, 0, true, null), false);
        }

        assertThat(List.of(shown.toString(StandardCharsets.UTF_8).split("\n"))).hasSize(10);
        assertThat(sender.leftOut()).isEqualTo(50);
    }

    @Test
    void aFailureToWriteIsThrownByTheNextRecord() {
        send(EVENT.formatted("1"));
        producer.errorNext(new KafkaException("the broker said no"));

        assertThatThrownBy(() -> send(EVENT.formatted("2")))
                .isInstanceOf(KafkaException.class)
                .hasMessageContaining("audit-events")
                .hasMessageContaining("the broker said no");
    }

    private void send(String record) {
        sender.send(new InputRecord(record.getBytes(StandardCharsets.UTF_8), "log", 1, 0, false, null), false);
    }
}
