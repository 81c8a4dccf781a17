package io.auditsphere.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auditsphere.model.scoring.Explain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {

    @TempDir
    Path folder;

    @Test
    void eachSourceStandsOverTheOneBefore() throws IOException {
        Path file = file("dedup.retention=1d\nlate.after=20m\nexplain=all\n");
        Configuration configuration = ConfigurationLoader.load(
                Optional.of(file),
                Map.of("AUDITSPHERE_LATE_AFTER", "30m", "AUDITSPHERE_EXPLAIN", "anomalies", "UNRELATED", "x"),
                List.of("explain=alerts"));

        assertThat(configuration.get(ScoringKeys.LATE_HORIZON))
                .as("given nowhere")
                .isEqualTo(Duration.ofHours(72));
        assertThat(configuration.get(ScoringKeys.DEDUP_RETENTION)).as("file").isEqualTo(Duration.ofDays(1));
        assertThat(configuration.get(ScoringKeys.LATE_AFTER))
                .as("environment over file")
                .isEqualTo(Duration.ofMinutes(30));
        assertThat(configuration.get(ScoringKeys.EXPLAIN))
                .as("command line over all")
                .isEqualTo(Explain.ALERTS);
        assertThat(configuration.origin(ScoringKeys.DEDUP_RETENTION)).isEqualTo("file " + file);
        assertThat(configuration.origin(ScoringKeys.LATE_AFTER)).isEqualTo("variable AUDITSPHERE_LATE_AFTER");
        assertThat(configuration.origin(ScoringKeys.EXPLAIN)).isEqualTo("command line");
        assertThat(configuration.origin(ScoringKeys.LATE_HORIZON)).isEqualTo("default");
    }

    @Test
    void theOldServicesVariablesWorkUnchanged() {
        Configuration configuration = environment(Map.of(
                "PORT", "9000",
                "DATABASE_URL", "postgresql://user:pass@host/db?sslmode=require",
                "AUTO_TRAIN_ON_STARTUP", "true",
                "MIN_TRAINING_EVENTS", "500",
                "CONTAMINATION", "0.05",
                "N_ESTIMATORS", "100",
                "BUSINESS_HOURS_START", "8",
                "BUSINESS_HOURS_END", "17",
                "BUSINESS_TIMEZONES", "Europe/Vienna, America/New_York",
                "ANOMALY_THRESHOLD", "0.62"));

        assertThat(configuration.get(ServiceKeys.PORT)).isEqualTo(9000);
        assertThat(configuration.get(TrainingKeys.DATABASE_URL))
                .isEqualTo("postgresql://user:pass@host/db?sslmode=require");
        assertThat(configuration.get(TrainingKeys.TRAIN_ON_STARTUP)).isTrue();
        assertThat(configuration.get(TrainingKeys.MIN_TRAINING_EVENTS)).isEqualTo(500);
        assertThat(configuration.get(TrainingKeys.CONTAMINATION)).isEqualTo(0.05);
        assertThat(configuration.get(TrainingKeys.TREES)).isEqualTo(100);
        assertThat(configuration.get(ScoringKeys.BUSINESS_HOURS_START)).isEqualTo(8);
        assertThat(configuration.get(ScoringKeys.BUSINESS_HOURS_END)).isEqualTo(17);
        assertThat(configuration.get(ScoringKeys.BUSINESS_TIMEZONES))
                .containsExactly(ZoneId.of("Europe/Vienna"), ZoneId.of("America/New_York"));
        assertThat(configuration.get(ScoringKeys.ANOMALY_THRESHOLD)).contains(0.62);
    }

    @Test
    void anEmptyVariableCountsAsNotSet() {
        Configuration configuration = environment(Map.of("CONTAMINATION", "", "ANOMALY_THRESHOLD", ""));

        assertThat(configuration.get(TrainingKeys.CONTAMINATION)).isEqualTo(0.1);
        assertThat(configuration.get(ScoringKeys.ANOMALY_THRESHOLD)).isEmpty();
    }

    @Test
    void theNameOfTodayStandsOverTheOldServices() {
        assertThat(environment(Map.of("PORT", "9000", "AUDITSPHERE_HTTP_PORT", "9001"))
                        .get(ServiceKeys.PORT))
                .isEqualTo(9001);
    }

    @Test
    void theDefaultZonesAreTheOldServices() {
        assertThat(Configuration.defaults().get(ScoringKeys.BUSINESS_TIMEZONES))
                .containsExactly(ZoneId.of("Asia/Kolkata"), ZoneId.of("Australia/Melbourne"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dedup.retetion=1d | dedup.retetion | dedup.retention",
                "input.maxbytes=1MB | input.maxbytes | input.max.bytes",
                "CONTAMINATON=0.1 | CONTAMINATON | CONTAMINATION",
                "kafka.bootstrap.server=a:9092 | kafka.bootstrap.server | kafka.bootstrap.servers",
                "kafka.consumer.max.poll.record=1 | kafka.consumer.max.poll.record | kafka.consumer.max.poll.records"
            })
    void aMisspeltKeyIsRefusedWithWhatWasMeant(String override, String typed, String meant) {
        assertThatThrownBy(() -> overrides(override))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(typed)
                .hasMessageContaining("did you mean " + meant + "?");
    }

    @Test
    void anUnknownKeyIsRefusedWhereverItIsGiven() throws IOException {
        Path file = file("colour=blue\n");
        assertThatThrownBy(() -> ConfigurationLoader.load(Optional.of(file), Map.of(), List.of()))
                .hasMessageContaining("colour")
                .hasMessageContaining(file.toString());
        assertThatThrownBy(() -> environment(Map.of("AUDITSPHERE_COLOUR", "blue")))
                .hasMessageContaining("AUDITSPHERE_COLOUR");
        assertThatThrownBy(() -> overrides("colour=blue")).hasMessageContaining("command line");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "train.contamination | 0.6 | (0, 0.5]",
                "train.contamination | 0 | (0, 0.5]",
                "train.contamination | NaN | (0, 0.5]",
                "train.contamination | a tenth | (0, 0.5]",
                "business.timezones | Asia/Kolkatta | Asia/Kolkata",
                "business.hours.start | 24 | from 0 to 23",
                "business.hours.end | 9 | an hour after business.hours.start",
                "dedup.retention | 7 days | 7d",
                "dedup.retention | -1d | 7d",
                "input.max.bytes | 1TB | 1MB",
                "explain | some | alerts, anomalies, all",
                "http.port | 65536 | from 0 to 65535",
                "providers | '' | one or more",
                "anomaly.threshold | 1.5 | from 0 to 1"
            })
    void aBadValueIsRefusedNamingKeyValueAndWhatIsAllowed(String key, String value, String allowed) {
        assertThatThrownBy(() -> overrides(key + "=" + value))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(key + " = " + value + " (command line)")
                .hasMessageContaining(allowed);
    }

    @Test
    void sizesAndDurationsAreTyped() {
        Configuration configuration =
                overrides("input.max.bytes=512kB", "late.horizon=1d12h", "dedup.retention=0", "late.after=PT20M");

        assertThat(configuration.get(InputKeys.INPUT_MAX_BYTES)).isEqualTo(512L * 1024);
        assertThat(configuration.get(ScoringKeys.LATE_HORIZON)).isEqualTo(Duration.ofHours(36));
        assertThat(configuration.get(ScoringKeys.DEDUP_RETENTION)).isEqualTo(Duration.ZERO);
        assertThat(configuration.get(ScoringKeys.LATE_AFTER)).isEqualTo(Duration.ofMinutes(20));
    }

    @Test
    void heapForStateIsAShareOfWhatTheJvmMayTakeOrASize() {
        long heap = Runtime.getRuntime().maxMemory();

        assertThat(overrides("state.cache.size=10%").get(ServiceKeys.STATE_CACHE))
                .isEqualTo(heap / 100 * 10);
        assertThat(overrides("state.cache.size=128MB").get(ServiceKeys.STATE_CACHE))
                .isEqualTo(128L << 20);
        for (String refused : List.of("0%", "76%", "ten%", "-5%")) {
            assertThatThrownBy(() -> overrides("state.cache.size=" + refused))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("a share of the JVM's largest heap from 1% to 75%");
        }
    }

    @Test
    void kafkasSettingsPassThroughSecurityIncluded() {
        Configuration configuration = ConfigurationLoader.load(
                Optional.empty(),
                Map.of("AUDITSPHERE_KAFKA_BOOTSTRAP_SERVERS", "kafka:9092"),
                List.of(
                        "kafka.security.protocol=SASL_SSL",
                        "kafka.sasl.jaas.config=org.example.Login required password=\"hunter2\";",
                        "kafka.producer.linger.ms=5",
                        "kafka.my.own.interceptor.level=3"));

        assertThat(configuration.kafka())
                .containsEntry("bootstrap.servers", "kafka:9092")
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("producer.linger.ms", "5")
                .containsEntry("my.own.interceptor.level", "3")
                .containsKey("sasl.jaas.config");
    }

    @Test
    void noSecretIsEverPrinted() {
        Configuration configuration = ConfigurationLoader.load(
                Optional.empty(),
                Map.of("DATABASE_URL", "postgresql://audit:hunter2@db:5432/audit?sslmode=require&sslpassword=hunter2"),
                List.of(
                        "kafka.sasl.jaas.config=x required password=\"hunter2\";",
                        "kafka.ssl.keystore.password=hunter2",
                        "kafka.ssl.keystore.key=hunter2"));

        String printed = ConfigurationText.inForce(configuration);

        assertThat(printed)
                .doesNotContain("hunter2")
                .contains("database.url=postgresql://audit:***@db:5432/audit?sslmode=require&sslpassword=***")
                .contains("kafka.ssl.keystore.password=***");
        assertThatThrownBy(() -> overrides("database.url=postgresql://a:hunter2@db/x y"))
                .hasMessageContaining("database.url")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() ->
                        ConfigurationLoader.load(Optional.of(folder.resolve("absent.properties")), Map.of(), List.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("absent.properties");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("auditsphere.properties"), text);
    }

    private static Configuration environment(Map<String, String> environment) {
        return ConfigurationLoader.load(Optional.empty(), environment, List.of());
    }

    private static Configuration overrides(String... overrides) {
        return ConfigurationLoader.load(Optional.empty(), Map.of(), List.of(overrides));
    }
}
