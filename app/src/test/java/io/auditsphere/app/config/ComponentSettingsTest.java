package io.auditsphere.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auditsphere.app.ingest.IngestSettings;
import io.auditsphere.app.places.PlaceFiles;
import io.auditsphere.app.places.Places;
import io.auditsphere.app.serve.StreamsSettings;
import io.auditsphere.app.storage.DatabaseSettings;
import io.auditsphere.app.topology.EmitPolicy;
import io.auditsphere.app.topology.Topics;
import io.auditsphere.app.topology.TopologySettings;
import io.auditsphere.app.training.AlertSettings;
import io.auditsphere.app.training.TrainingSettings;
import io.auditsphere.model.features.FeatureSettings;
import io.auditsphere.model.scoring.Explain;
import io.auditsphere.model.scoring.ScoringSettings;
import io.auditsphere.model.threshold.AlertRule;
import io.auditsphere.schemas.NetworkKind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ComponentSettingsTest {

    /** The defaults of the keys and those of the components are written down twice: here they are held together. */
    @Test
    void defaultsAreTheComponentsOwn() {
        ComponentSettings settings = new ComponentSettings(Configuration.defaults());

        assertThat(settings.features()).isEqualTo(FeatureSettings.defaults());
        assertThat(settings.ingest()).isEqualTo(IngestSettings.defaults());
        assertThat(settings.scoring()).isEqualTo(ScoringSettings.defaults());
        assertThat(settings.topology()).isEqualTo(TopologySettings.defaults());
        assertThat(settings.training()).isEqualTo(TrainingSettings.defaults());
        assertThat(settings.streams()).isEqualTo(StreamsSettings.defaults());
        DatabaseSettings database = given("database.url=postgresql://h/d").database();
        DatabaseSettings ofDatabase = DatabaseSettings.of("postgresql://h/d");
        assertThat(database.schema()).isEqualTo(ofDatabase.schema());
        assertThat(database.connections()).isEqualTo(ofDatabase.connections());
        assertThat(database.connectTimeout()).isEqualTo(ofDatabase.connectTimeout());
    }

    @Test
    void everyKeyReachesItsComponent() {
        ComponentSettings settings = given(
                "providers=aws,box",
                "input.max.bytes=2MB",
                "input.max.ahead=1h",
                "input.max.age=",
                "organisation.domains=example.com,Example.org",
                "business.timezones=Europe/Vienna",
                "business.hours.start=7",
                "business.hours.end=16",
                "business.holidays=2026-12-25",
                "business.user.zones=Ann@example.com=Europe/Paris,@example.org=Asia/Tokyo",
                "late.after=5m",
                "late.horizon=48h",
                "dedup.retention=0",
                "explain=all",
                "anomalies.emit=flagged",
                "anomaly.threshold=0.7",
                "findings.quiet=2h",
                "topics.prefix=prod.",
                "topics.partitions=6",
                "state.ttl=60d");

        assertThat(settings.features())
                .isEqualTo(new FeatureSettings(
                        List.of(ZoneId.of("Europe/Vienna")),
                        7,
                        16,
                        Set.of(LocalDate.of(2026, 12, 25)),
                        Map.of("ann@example.com", ZoneId.of("Europe/Paris"), "@example.org", ZoneId.of("Asia/Tokyo")),
                        Set.of("example.com", "example.org"),
                        Duration.ofMinutes(5),
                        Duration.ofHours(48),
                        Duration.ofDays(60)));
        assertThat(settings.ingest())
                .isEqualTo(new IngestSettings(Set.of("aws", "box"), 2 << 20, Duration.ofHours(1), null));
        assertThat(settings.scoring().explain()).isEqualTo(Explain.ALL);
        assertThat(settings.scoring().anomalyThreshold()).isEqualTo(0.7);
        assertThat(settings.scoring().findings().quiet()).isEqualTo(Duration.ofHours(2));
        TopologySettings topology = settings.topology();
        assertThat(topology.topics()).isEqualTo(new Topics("prod."));
        assertThat(topology.providers()).containsExactly("aws", "box");
        assertThat(topology.partitions()).isEqualTo(6);
        assertThat(topology.emit()).isEqualTo(EmitPolicy.FLAGGED);
        assertThat(topology.dedupRetention()).isZero();
        assertThat(topology.userTtl()).as("and what may come late").isEqualTo(Duration.ofDays(62));
    }

    @Test
    void theDatabasesOfPlacesAndTheCorporateRangesReachTheDecoder() {
        ComponentSettings settings = given(
                "geoip.database=" + PlaceFiles.CITY,
                "geoip.asn.database=" + PlaceFiles.ASN,
                "geoip.anonymous.database=" + PlaceFiles.ANONYMOUS,
                "network.corporate=203.0.113.0/28,2001:db8::/32");
        Places places = settings.ingest().files().places();

        assertThat(places.find("198.51.100.7").city()).isEqualTo("Vienna");
        assertThat(places.find("198.51.100.7").asn()).isEqualTo("64500");
        assertThat(places.find("203.0.113.20").networkKind()).isEqualTo(NetworkKind.PROXY);
        assertThat(places.find("203.0.113.3").networkKind()).isEqualTo(NetworkKind.CORPORATE);
        assertThat(settings.ingest().files())
                .as("read once")
                .isSameAs(settings.ingest().files());
    }

    @Test
    void aDatabaseThatCannotBeReadStopsTheStart() {
        assertThatThrownBy(() -> given("geoip.database=missing.mmdb").ingest())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("geoip.database: missing.mmdb cannot be used: there is no such file");
        assertThatThrownBy(() -> given("network.corporate=10.0.0.0/8,office"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("network.corporate")
                .hasMessageContaining("'office' is not one")
                .hasMessageContaining("a range of addresses such as 192.0.2.0/24");
    }

    @Test
    void everyKeyOfTrainingAndOfTheRuntimeReachesItsComponent() {
        ComponentSettings settings = given(
                "train.history=30d",
                "train.warmup=3d",
                "train.min.events=500",
                "train.contamination=0.05",
                "train.trees=100",
                "train.sample.size=128",
                "train.seed=7",
                "alerts.rule=tail",
                "alerts.budget=5",
                "alerts.risk=0.001",
                "findings.quiet=2h",
                "application.id=other",
                "state.folder=/tmp/state",
                "stream.threads=3",
                "delivery=at_least_once",
                "commit.interval=20ms",
                "topics.replication=3",
                "state.cache.size=1MB",
                "state.memory.size=32MB",
                "kafka.bootstrap.servers=a:1",
                "database.url=postgresql://u:p@h/d",
                "database.user=v",
                "database.password=q",
                "database.schema=s",
                "database.connections=9",
                "database.connect.timeout=3s");

        TrainingSettings defaults = TrainingSettings.defaults();
        assertThat(settings.training())
                .isEqualTo(new TrainingSettings(
                        Duration.ofDays(30),
                        Duration.ofDays(3),
                        500,
                        0.05,
                        100,
                        128,
                        7,
                        new AlertSettings(AlertRule.TAIL, 5, 0.001),
                        Duration.ofHours(2),
                        defaults.maxObservations(),
                        defaults.keepModels(),
                        defaults.recipe()));
        assertThat(settings.streams())
                .isEqualTo(new StreamsSettings(
                        "other",
                        Path.of("/tmp/state"),
                        3,
                        StreamsSettings.Delivery.AT_LEAST_ONCE,
                        Duration.ofMillis(20),
                        3,
                        1 << 20,
                        32 << 20,
                        Map.of("bootstrap.servers", "a:1")));
        DatabaseSettings database = settings.database();
        assertThat(database.user()).isEqualTo("v");
        assertThat(database.password()).isEqualTo("q");
        assertThat(database.schema()).isEqualTo("s");
        assertThat(database.connections()).isEqualTo(9);
        assertThat(database.connectTimeout()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void whatDoesNotFitTogetherIsRefused() {
        assertThatThrownBy(() -> given("late.after=7d", "late.horizon=1d").features())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("late.horizon");
    }

    @Test
    void theFarthestHorizonIsTheSameForTheKeyAndForTheWindows() {
        assertThat(given("late.horizon=7d").features().lateHorizon()).isEqualTo(Duration.ofDays(7));
        assertThatThrownBy(() -> given("late.horizon=169h"))
                .as("refused where it is read, by its name")
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("late.horizon")
                .hasMessageContaining("1h to 7d");
    }

    @Test
    void aMissingDatabaseIsNamedWithBothOfItsNames() {
        assertThatThrownBy(() -> given().database())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("database.url (DATABASE_URL)");
    }

    private static ComponentSettings given(String... overrides) {
        return new ComponentSettings(ConfigurationLoader.load(Optional.empty(), Map.of(), List.of(overrides)));
    }
}
