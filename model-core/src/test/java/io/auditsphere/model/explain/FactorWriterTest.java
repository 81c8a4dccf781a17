package io.auditsphere.model.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.model.explain.Circumstances.Basis;
import io.auditsphere.model.features.AuditFeatures;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.OperationCategory;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sentences that analysts read. The golden table is their contract: read a change of it aloud before it is made. */
class FactorWriterTest {

    private static AuditEvent event(OperationCategory category) {
        return AuditEvent.builder()
                .eventId("e1")
                .provider("microsoft")
                .userId("anna@example.com")
                .operation("Add member to role.")
                .operationCategory(category)
                .target("bob@partner.example")
                .clientIp("203.0.113.7")
                .country("BR")
                .resourceName("customers.zip")
                .creationTime(Instant.parse("2026-03-02T03:00:00Z"))
                .build();
    }

    private static Circumstances circumstances(Basis basis, boolean service, int burst, double usualBurst) {
        return new Circumstances(event(OperationCategory.SHARING), basis, service, burst, usualBurst);
    }

    @ParameterizedTest(name = "{0} {1} against {2} ({3})")
    @CsvFileSource(resources = "sentences.csv", numLinesToSkip = 1, delimiter = '|', nullValues = "-")
    void theSentencesAreThoseOfTheGoldenTable(
            String feature,
            double value,
            Double typical,
            Basis basis,
            boolean service,
            int burst,
            Double usualBurst,
            String sentence) {
        double known = typical == null ? Double.NaN : typical;
        double knownBurst = usualBurst == null ? Double.NaN : usualBurst;

        assertThat(FactorWriter.sentence(feature, value, known, circumstances(basis, service, burst, knownBurst)))
                .isEqualTo(sentence);
    }

    /** Every feature, value, typical value and basis: a whole sentence, and no trace of a number that is not there. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void everyFeatureHasAWholeSentenceForEveryCircumstance(boolean service) {
        double[] values = {0, 1, 2, 7, 10, 23, 256, 1_234_567};
        double[] typicals = {Double.NaN, 0, 1, 5, 23, 1_000};
        for (int feature = 0; feature < AuditFeatures.WIDTH; feature++) {
            String name = AuditFeatures.SCHEMA.feature(feature).name();
            for (Basis basis : Basis.values()) {
                for (double value : values) {
                    for (double typical : typicals) {
                        Circumstances circumstances = circumstances(basis, service, (int) value, typical);
                        String sentence = FactorWriter.sentence(name, value, typical, circumstances);
                        assertThat(sentence)
                                .as("%s = %s against %s (%s)", name, value, typical, basis)
                                .matches("[A-Z0-9].*[^. ]")
                                .doesNotContain("NaN", "null", "  ", ".0 ", name);
                    }
                }
            }
        }
    }

    /** Every count from none to thousands, in every sentence that has one: one thing is singular, all else plural. */
    @ParameterizedTest
    @EnumSource(Basis.class)
    void oneThingIsSingularAndAllElseIsPlural(Basis basis) {
        SplittableRandom random = new SplittableRandom(basis.name().hashCode());
        for (String feature : List.of(
                "event_count_1h", "event_count_24h", "unique_sites", "unique_operations", "is_bulk_operation")) {
            for (int round = 0; round < 2_000; round++) {
                int count = round < 300 ? round : random.nextInt(1, 1_000_000);
                int typical = round % 3 == 0 ? random.nextInt(0, 3) : random.nextInt(0, 5_000);
                boolean bulk = feature.equals("is_bulk_operation");
                String sentence = FactorWriter.sentence(
                        feature, bulk ? 1 : count, typical, circumstances(basis, round % 2 == 0, count, typical));
                assertThat(sentence)
                        .as("%s of %d against %d", feature, count, typical)
                        .doesNotContainPattern("(?<![\\d,])1 (events|different|kinds)\\b")
                        .doesNotContainPattern("(?<![\\d,])(?!1 )[\\d,]+ (event|site|kind of operation|resource)\\b");
            }
        }
    }

    /** A bound is over what it bounds, and by no more than half of it, or five. */
    @Test
    void aBoundIsCloseOverWhatIsUsual() {
        SplittableRandom random = new SplittableRandom(1);
        for (int round = 0; round < 10_000; round++) {
            long typical = round < 1_000 ? round + 10 : random.nextLong(10, 1L << random.nextInt(8, 40));
            long bound = Long.parseLong(Words.bound((double) typical).replaceAll("\\D", ""));
            assertThat(bound).as("bound of %d", typical).isGreaterThan(typical);
            assertThat(bound - typical).isLessThanOrEqualTo(Math.max(5, typical / 2));
        }
    }

    @Test
    void aFeatureOfAnotherKindOfSourceGetsAPlainSentence() {
        Circumstances circumstances = circumstances(Basis.OWN, false, 0, 0);
        assertThat(FactorWriter.sentence("cpu_load", 0.75, 0.25, circumstances))
                .isEqualTo("cpu_load is 0.75; usual is 0.25");
        assertThat(FactorWriter.sentence("open_files", 12_000, Double.NaN, circumstances))
                .isEqualTo("open_files is 12,000");
    }

    @Test
    void whatTheProviderDidNotSendIsNotClaimed() {
        AuditEvent bare = AuditEvent.builder()
                .eventId("e1")
                .provider("box")
                .userId("anna@example.com")
                .operation("LOGIN")
                .creationTime(Instant.parse("2026-03-02T03:00:00Z"))
                .build();
        Circumstances circumstances = new Circumstances(bare, Basis.OWN, false, 0, 0);

        assertThat(FactorWriter.sentence("is_new_ip", 0, 0, circumstances)).startsWith("From an unknown address;");
        assertThat(FactorWriter.sentence("is_unusual_location", 0, 0, circumstances))
                .startsWith("From an unknown country;");
        assertThat(FactorWriter.sentence("file_type_category", 1, 0, circumstances))
                .startsWith("A document; most");
        assertThat(FactorWriter.sentence("is_external", 1, 0, circumstances))
                .startsWith("The account is from outside the organisation;");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0|none",
                "1|at most 1",
                "9|at most 9",
                "10|under 15",
                "29|under 30",
                "30|under 35",
                "99|under 100",
                "100|under 150",
                "412|under 450",
                "1000|under 1,500",
                "98765|under 100,000"
            })
    void aBoundIsARoundNumberOverIt(double typical, String words) {
        assertThat(Words.bound(typical)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"0|0", "999|999", "1000|1,000", "-1000|-1,000", "-999|-999", "1234567|1,234,567"})
    void digitsAreGrouped(long number, String words) {
        assertThat(Words.grouped(number)).isEqualTo(words);
    }

    @Test
    void whatAnAuthorWroteIsCutAndCleanedBeforeItIsQuoted() {
        assertThat(Words.quoted("\u001b[31mred\r\n\u202egnp.exe")).isEqualTo(" (?[31mred???gnp.exe)");
        assertThat(Words.quoted("x".repeat(100_000))).isEqualTo(" (" + "x".repeat(60) + "…)");
        assertThat(Words.quoted("x".repeat(59) + "😀"))
                .as("never half a character")
                .isEqualTo(" (" + "x".repeat(59) + "😀)");
        assertThat(Words.quoted("  ")).isEmpty();
        assertThat(Words.quoted(null)).isEmpty();
        assertThat(Words.quoted("\ud83d")).isEqualTo(" (?)");
    }
}
