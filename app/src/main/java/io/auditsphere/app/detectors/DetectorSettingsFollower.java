package io.auditsphere.app.detectors;

import io.auditsphere.app.console.PlainText;
import io.auditsphere.app.follow.TopicFollower;
import io.auditsphere.model.scoring.LiveDetectors;
import io.auditsphere.schemas.DetectorSettings;
import io.auditsphere.schemas.DetectorSettingsJson;
import io.auditsphere.schemas.SuppressionRule;
import io.auditsphere.schemas.SuppressionRuleJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the detectors by the settings, and the suppression rules, that the topic {@code detector-settings} has: read to its end before the stream
 * starts, followed from there, and in force as soon as a fetch brings it. What a detector refuses, or nobody can read, changes
 * nothing and is counted; a tombstone takes a detector back to what it was shipped with. Thread-safe.
 */
public final class DetectorSettingsFollower implements AutoCloseable, TopicFollower.Reader {

    private static final Logger LOG = LoggerFactory.getLogger(DetectorSettingsFollower.class);

    /** Characters of a key that a message shows. */
    private static final int SHOWN = 60;

    /** And of why something is refused, which repeats it. */
    private static final int SHOWN_OF_REASON = 300;

    private final LiveDetectors detectors;
    private final TopicFollower follower;
    private final String topic;
    private final LongAdder refused = new LongAdder();

    private DetectorSettingsFollower(Map<String, ?> clientSettings, String topic, LiveDetectors detectors) {
        this.detectors = detectors;
        this.topic = topic;
        this.follower = TopicFollower.open(clientSettings, topic, this);
    }

    /** A follower that reads nothing yet. */
    public static DetectorSettingsFollower open(Map<String, ?> clientSettings, String topic, LiveDetectors detectors) {
        return new DetectorSettingsFollower(clientSettings, topic, detectors);
    }

    /**
     * Reads the topic to its end and follows it.
     *
     * @throws KafkaException if the topic is missing or could not be read in time; the message says what to do
     */
    public void start(Duration timeout) {
        explained(() -> follower.start(timeout));
    }

    /** Reads the topic to its end and no further, for a command that ends. */
    public void readToEnd(Duration timeout) {
        explained(() -> follower.readToEnd(timeout));
    }

    private void explained(Runnable reading) {
        try {
            reading.run();
        } catch (KafkaException e) {
            throw new KafkaException(
                    "The topic " + topic + " could not be read: " + e.getMessage()
                            + ". Check kafka.bootstrap.servers and the rights of this client; `auditsphere topics create`"
                            + " creates what is missing.",
                    e);
        }
    }

    @Override
    public void take(ConsumerRecord<byte[], byte[]> record) {
        String detector = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        try {
            if (detector.startsWith(SuppressionRule.KEY_PREFIX)) {
                takeRule(detector, record.value());
                return;
            }
            if (record.value() == null) {
                detectors.reset(detector);
                return;
            }
            DetectorSettings settings = DetectorSettingsJson.read(record.value());
            if (!settings.detector().equals(detector)) {
                throw new IllegalArgumentException("they are settings of " + shown(settings.detector()));
            }
            if (!detectors.set(settings)) {
                LOG.warn("There are settings of {}, which this process does not have", shown(detector));
            }
        } catch (IOException | RuntimeException e) {
            refused.increment();
            LOG.error(
                    "The settings of {} at {}-{}@{} are refused, those before stay: {}",
                    shown(detector),
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    PlainText.of(e.getMessage(), SHOWN_OF_REASON));
        }
    }

    private void takeRule(String key, byte[] value) throws IOException {
        if (value == null) {
            detectors.unsuppress(key.substring(SuppressionRule.KEY_PREFIX.length()));
            return;
        }
        SuppressionRule rule = SuppressionRuleJson.read(value);
        if (!rule.key().equals(key)) {
            throw new IllegalArgumentException("it is the rule " + rule.id());
        }
        detectors.suppress(rule);
    }

    @Override
    public void changed() {
        LOG.info(
                "Settings of detectors over what was shipped: {}; suppression rules: {}",
                detectors.settings().keySet().stream()
                        .map(DetectorSettingsFollower::shown)
                        .toList(),
                detectors.rules().keySet());
    }

    /** How many records of the topic were refused. */
    public long refused() {
        return refused.sum();
    }

    private static String shown(String name) {
        String printable = name.replaceAll("[^a-zA-Z0-9_./-]", "?");
        return printable.length() > SHOWN ? printable.substring(0, SHOWN) + "…" : printable;
    }

    @Override
    public void close() {
        follower.close();
    }
}
