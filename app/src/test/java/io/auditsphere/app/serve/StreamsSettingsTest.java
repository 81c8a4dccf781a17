package io.auditsphere.app.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auditsphere.app.topology.StreamCounters;
import io.auditsphere.app.topology.TopicFacts;
import io.auditsphere.app.topology.TopologySettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StreamsSettingsTest {

    private static final TopologySettings TOPOLOGY = TopologySettings.defaults();

    @Test
    void defaults() {
        StreamsSettings defaults = StreamsSettings.defaults();
        assertThat(defaults.threads()).isEqualTo(2);
        assertThat(defaults.delivery()).isEqualTo(StreamsSettings.Delivery.EXACTLY_ONCE_V2);
        assertThat(defaults.commitInterval()).isEqualTo(Duration.ofMillis(100));
        assertThat(defaults.replication()).as("the brokers' default").isEqualTo(-1);

        StreamsConfig config = new StreamsConfig(defaults.properties(TOPOLOGY, new StreamCounters()));
        assertThat(config.getString("processing.guarantee")).isEqualTo("exactly_once_v2");
        assertThat(config.getLong("commit.interval.ms")).isEqualTo(100);
        assertThat(config.getBoolean("ensure.explicit.internal.resource.naming"))
                .isTrue();
        assertThat(config.getString("errors.dead.letter.queue.topic.name")).isEqualTo("audit-events-dlq");
        Map<String, Object> producer = config.getProducerConfigs("p");
        assertThat(producer).containsEntry("linger.ms", 25).containsEntry("compression.type", "lz4");
        assertThat((Integer) producer.get("max.request.size"))
                .as("a dead letter of the largest value with key and headers goes into a request")
                .isGreaterThan(TOPOLOGY.maxRecordBytes());
        assertThat(config.getMainConsumerConfigs("g", "c", 0))
                .containsEntry("session.timeout.ms", 10_000)
                .containsEntry("auto.offset.reset", "earliest");
    }

    /** Under exactly-once a commit sends what waits; at least once, whoever reads waits as long. */
    @ParameterizedTest
    @CsvSource({
        "EXACTLY_ONCE_V2, 100, 25",
        "EXACTLY_ONCE_V2, 5000, 25",
        "EXACTLY_ONCE_V2, 40, 10",
        "EXACTLY_ONCE_V2, 20, 5",
        "AT_LEAST_ONCE, 100, 5"
    })
    void recordsWaitForOthersAsLongAsNobodyWaitsForThem(
            StreamsSettings.Delivery delivery, long commitMs, int lingerMs) {
        StreamsSettings defaults = StreamsSettings.defaults();
        StreamsSettings settings = new StreamsSettings(
                defaults.applicationId(),
                defaults.stateFolder(),
                defaults.threads(),
                delivery,
                Duration.ofMillis(commitMs),
                defaults.replication(),
                defaults.cacheBytes(),
                defaults.rocksDbBytes(),
                defaults.kafka());
        StreamsConfig config = new StreamsConfig(settings.properties(TOPOLOGY, new StreamCounters()));
        assertThat(config.getProducerConfigs("p")).containsEntry("linger.ms", lingerMs);
    }

    @Test
    void whatIsGivenToKafkaStandsOverEverything() {
        Properties properties = StreamsSettings.defaults()
                .withKafka(Map.of(
                        "bootstrap.servers", "broker:9092",
                        "security.protocol", "SASL_SSL",
                        "commit.interval.ms", "20",
                        "producer.linger.ms", "0",
                        "num.standby.replicas", "1"))
                .properties(TOPOLOGY, new StreamCounters());
        StreamsConfig config = new StreamsConfig(properties);
        assertThat(config.getLong("commit.interval.ms")).isEqualTo(20);
        assertThat(config.getInt("num.standby.replicas")).isEqualTo(1);
        assertThat(config.getProducerConfigs("p"))
                .containsEntry("linger.ms", "0")
                .containsEntry("security.protocol", "SASL_SSL");
    }

    /** As docs/OPERATING.md has it for three instances. */
    @Test
    void standbysStaticMembersAndRacksPassThrough() {
        Properties properties = StreamsSettings.defaults()
                .withKafka(Map.of(
                        "bootstrap.servers", "broker:9092",
                        "num.standby.replicas", "1",
                        "group.instance.id", "serve-1",
                        "consumer.session.timeout.ms", "60000",
                        "rack.aware.assignment.tags", "zone",
                        "client.tag.zone", "eu-west-1a",
                        "client.rack", "eu-west-1a"))
                .properties(TOPOLOGY, new StreamCounters());
        StreamsConfig config = new StreamsConfig(properties);
        assertThat(config.getClientTags()).containsEntry("zone", "eu-west-1a");
        assertThat(config.getList("rack.aware.assignment.tags")).containsExactly("zone");
        Map<String, Object> consumer = config.getMainConsumerConfigs("g", "c", 0);
        assertThat(consumer).containsEntry("session.timeout.ms", "60000").containsEntry("client.rack", "eu-west-1a");
        assertThat(String.valueOf(consumer.get("group.instance.id")))
                .as("a member for each thread")
                .startsWith("serve-1-");
    }

    @Test
    void aStaticMemberStaysInTheGroup() {
        StreamsSettings settings = StreamsSettings.defaults();
        assertThat(settings.staticMember()).isFalse();
        assertThat(settings.withKafka(Map.of("group.instance.id", "a")).staticMember())
                .isTrue();
        assertThat(settings.withKafka(Map.of("main.consumer.group.instance.id", "a"))
                        .staticMember())
                .isTrue();
    }

    @Test
    void valuesAreMadeSmallEnoughForTheTopicsThatExist() {
        // A topic with Kafka's default of 1 MiB (and 12 bytes) takes no value of 1 MiB with a key and headers.
        TopologySettings fitting = TOPOLOGY.fitting(new TopicFacts(12, 1_048_588, 1_048_588));
        assertThat(fitting.maxRecordBytes()).isLessThanOrEqualTo(1_048_588);
        assertThat(TOPOLOGY.fitting(new TopicFacts(12, 4 << 20, 4 << 20))).isEqualTo(TOPOLOGY);
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> new StreamsSettings(
                        "a",
                        Path.of("s"),
                        0,
                        StreamsSettings.Delivery.AT_LEAST_ONCE,
                        Duration.ofMillis(100),
                        -1,
                        1,
                        1,
                        Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found 0 threads");
    }
}
