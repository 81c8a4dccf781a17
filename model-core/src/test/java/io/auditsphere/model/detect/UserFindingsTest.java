package io.auditsphere.model.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auditsphere.model.suppression.Cause;
import io.auditsphere.model.suppression.Suppressions;
import io.auditsphere.schemas.AnomalyType;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.Finding;
import io.auditsphere.schemas.Severity;
import io.auditsphere.schemas.Subject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserFindingsTest {

    private static final List<AnomalyType> TYPES = List.of(AnomalyType.values());
    private static final List<Severity> SEVERITIES = List.of(Severity.values());

    private static final Subject ANNA = Subject.user("box|anna@example.com");

    private final FindingTracker tracker = new FindingTracker(FindingSettings.defaults());

    private static AuditEvent event(String id, long timeMs) {
        return AuditEvent.builder()
                .eventId(id)
                .provider("box")
                .userId("anna@example.com")
                .operation("DOWNLOAD")
                .creationTime(Instant.ofEpochMilli(timeMs))
                .build();
    }

    private void place(UserFindings findings, Signal signal, AuditEvent event, String version) {
        tracker.place(findings, ANNA, signal, Cause.of(event), Suppressions.none(), version, new ArrayList<>());
    }

    @Test
    void theStoredFormTellsByItselfThatThereIsNoFinding() {
        UserFindings findings = UserFindings.empty();
        findings.keepDetectorBytes("brute-force", new byte[] {1, 2, 3});
        assertThat(UserFindings.hasNoFinding(findings.encode())).isTrue();
        assertThat(UserFindings.hasNoFinding(new byte[] {127, 0}))
                .as("what another release wrote")
                .isFalse();
        assertThat(UserFindings.hasNoFinding(new byte[] {1})).as("damaged").isFalse();

        Signal signal = new Signal("forest", AnomalyType.BULK_OPERATION, Severity.MEDIUM, 0.7, "Many");
        place(findings, signal, event("e1", 1_000), "v1");
        assertThat(UserFindings.hasNoFinding(findings.encode())).isFalse();
    }

    @Test
    void keepingTheSameBytesAgainChangesNothing() {
        UserFindings findings = UserFindings.empty();
        findings.keepDetectorBytes("b", new byte[] {1, 2});
        findings.keepDetectorBytes("c", new byte[] {3});
        findings.keepDetectorBytes("a", new byte[] {4});
        UserFindings read = UserFindings.decode(findings.encode());
        read.keepDetectorBytes("b", new byte[] {1, 2});
        assertThat(read.changed()).isFalse();
        assertThat(read.encode()).isEqualTo(findings.encode());

        read.keepDetectorBytes("c", null);
        assertThat(read.changed()).isTrue();
        assertThat(read.detectorBytes("c")).isNull();
        assertThat(read.detectorBytes("a")).containsExactly(4);
    }

    @Test
    void theStoredFormIsTheOneOfVersion1() {
        UserFindings findings = UserFindings.empty();
        long start = Instant.parse("2026-03-02T10:00:00Z").toEpochMilli();
        Signal signal = new Signal("forest", AnomalyType.BULK_OPERATION, Severity.MEDIUM, 0.7, "Many");
        place(findings, signal, event("e1", start), "v1");
        String uuid = "0198c0de-0000-7000-8000-00000000002a";
        place(findings, signal, event(uuid, start + 1000), "v1");
        findings.keepDetectorBytes("brute-force", new byte[] {1, 2, 3});

        String golden = "01" // format version
                + "01" // one finding
                + FindingId.of(ANNA, "forest", AnomalyType.BULK_OPERATION, "e1")
                + "08666f72657374" // text: length 6 + 2, "forest"
                + "15" // kind: type 5 * 4 + severity 1
                + "00" // neither raised nor closed
                + "02" // two events
                + "80a4ecdf9567" // first seen, 1,772,445,600,000 ms, zig-zag
                + "e807" // and 1,000 ms later the last
                + "01" // written with a count of one
                + "00" // as the first was seen
                + "064d616e79" // "Many"
                + "047631" // "v1"
                + "02" // two event ids
                + "046531" // "e1"
                + "010198c0de000070008000" + "00000000002a" // a UUID in 16 bytes
                + "01" // one detector keeps bytes
                + "0d62727574652d666f726365" // "brute-force"
                + "03010203";
        assertThat(HexFormat.of().formatHex(findings.encode())).isEqualTo(golden);
        assertThat(UserFindings.decode(HexFormat.of().parseHex(golden)).encode())
                .isEqualTo(findings.encode());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void whatIsDecodedIsWhatWasEncoded(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        UserFindings findings = UserFindings.empty();
        long time = 0;
        for (int i = 0; i < 60; i++) {
            // Negative times too: before 1970 nothing happened, but a codec must not care.
            time += random.nextLong(-3_600_000, 7_200_000);
            String detector = random.nextBoolean() ? FindingTracker.FOREST : "detector-" + random.nextInt(3);
            AnomalyType type = TYPES.get(random.nextInt(TYPES.size()));
            Severity severity = SEVERITIES.get(random.nextInt(SEVERITIES.size()));
            String id = random.nextBoolean() ? new UUID(random.nextLong(), random.nextLong()).toString() : "é-" + i;
            String version = random.nextBoolean() ? null : "v" + i;
            place(findings, new Signal(detector, type, severity, 0.5, "Text " + i), event(id, time), version);
            if (random.nextInt(5) == 0) {
                tracker.closeQuiet(findings, ANNA, time + 4_000_000);
            }
            findings.keepDetectorBytes("detector-" + i % 3, new byte[random.nextInt(100)]);
            UserFindings decoded = UserFindings.decode(findings.encode());

            assertThat(decoded.encode()).as("after event %d", i).isEqualTo(findings.encode());
            assertThat(decoded.changed()).as("changed by decoding").isFalse();
            assertThat(closings(decoded, time)).as("what it closes later").isEqualTo(closings(findings, time));
        }
    }

    /** All that can be seen of the findings, from a copy that is not needed any more. */
    private List<Finding> closings(UserFindings findings, long time) {
        UserFindings copy = UserFindings.decode(findings.encode());
        return tracker.closeQuiet(copy, ANNA, time + Duration.ofDays(1).toMillis());
    }

    @Test
    void nothingStoredIsAUserWithoutFindings() {
        assertThat(UserFindings.decode(null).isEmpty()).isTrue();
        assertThat(UserFindings.empty().highSeverityOpen()).isFalse();
        assertThat(UserFindings.decode(UserFindings.empty().encode()).isEmpty()).isTrue();
    }

    @Test
    void damagedBytesAreRefusedWhereverTheyEnd() {
        UserFindings findings = UserFindings.empty();
        Signal signal = new Signal("forest", AnomalyType.BULK_OPERATION, Severity.MEDIUM, 0.7, "Many");
        place(findings, signal, event("e1", 0), null);
        byte[] bytes = findings.encode();
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> UserFindings.decode(cut))
                    .as("first %d bytes of %d", length, bytes.length)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("damaged");
        }
    }

    @Test
    void aLaterFormatIsRefusedWithWhatToDo() {
        assertThatThrownBy(() -> UserFindings.decode(new byte[] {3, 0, 0}))
                .hasMessageContaining("format version 3, this program reads 1 and 2")
                .hasMessageContaining("run the release that wrote them");
    }

    @Test
    void theBusiestUsersFindingsAreBounded() {
        UserFindings findings = UserFindings.empty();
        for (int i = 0; i < 50; i++) {
            Signal signal = new Signal("detector-" + i, AnomalyType.BULK_OPERATION, Severity.LOW, 1, "x".repeat(5000));
            for (int k = 0; k < 30; k++) {
                String id = new UUID(i, k).toString();
                place(findings, signal, event(id, i * 1000L + k), "v");
            }
        }
        // 12 findings of 20 ids of 17 bytes and a text of 400 characters: 9.6 kB, in an attack that 50 detectors see.
        assertThat(findings.encode().length).isLessThan(10_000);
    }

    @Test
    void anEventIdOfAnyLengthIsCut() {
        UserFindings findings = UserFindings.empty();
        Signal signal = new Signal("forest", AnomalyType.BULK_OPERATION, Severity.MEDIUM, 0.7, "Many");
        place(findings, signal, event("x".repeat(100_000), 0), null);

        assertThat(findings.encode().length)
                .as("bytes stored of an id of 100,000 characters")
                .isLessThan(250);
    }

    /** What is read stays where it lies in the stored form until it changes: nobody must be able to tell. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whatDetectorsKeepIsTheSameAfterReadingAsBefore(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        // A name that looks like a UUID is stored as one, and one of 40 characters is the longest.
        List<String> names = List.of("b", "bulk", "a", "zz-9", new UUID(7, seed).toString(), "d".repeat(40));
        TreeMap<String, byte[]> expected = new TreeMap<>();
        UserFindings findings = UserFindings.empty();
        for (int i = 0; i < 400; i++) {
            String name = names.get(random.nextInt(names.size()));
            byte[] bytes = new byte[random.nextInt(4) == 0 ? 0 : random.nextInt(200)];
            Arrays.fill(bytes, (byte) random.nextInt());
            findings.keepDetectorBytes(name, bytes);
            if (bytes.length == 0) {
                expected.remove(name);
            } else {
                expected.put(name, bytes);
            }
            UserFindings read = UserFindings.decode(findings.encode());
            assertThat(read.encode()).isEqualTo(findings.encode());
            findings = random.nextBoolean() ? read : findings;
            for (String each : names) {
                byte[] kept = expected.get(each);
                assertThat(findings.firstDetectorByte(each)).isEqualTo(kept == null ? -1 : kept[0] & 0xFF);
                if (kept == null) {
                    assertThat(findings.detectorReader(each)).isNull();
                } else {
                    assertThat(findings.detectorReader(each).bytes(kept.length)).isEqualTo(kept);
                }
                // Asked for as an array it is copied once; what is asked for half of the time must not differ.
                if (random.nextBoolean()) {
                    assertThat(findings.detectorBytes(each)).isEqualTo(kept);
                }
            }
        }
    }

    @Test
    void namesInAnotherOrderOrTwiceAreReadAsIfTheyWereKeptOneAfterTheOther() {
        // Version, no findings, four detectors: "b" keeps 1, "a" keeps 2 and 3, "b" keeps 4, "c" keeps nothing.
        UserFindings read = UserFindings.decode(
                HexFormat.of().parseHex("010004" + "036201" + "01" + "036102" + "0203" + "036201" + "04" + "036300"));
        UserFindings kept = UserFindings.empty();
        kept.keepDetectorBytes("a", new byte[] {2, 3});
        kept.keepDetectorBytes("b", new byte[] {4});
        assertThat(read.encode()).isEqualTo(kept.encode());
    }

    @Test
    void whoeverIsReadAgainIsStillKnownToTheSameDetectorsOnTheSameDay() {
        DetectorSet detectors = DetectorSet.none();
        UserFindings findings = UserFindings.empty();
        findings.markKnownTo(detectors, 40_000);
        UserFindings read = UserFindings.decode(findings.encode());
        assertThat(read.isKnownTo(detectors, 40_000)).isFalse();

        read.stillKnownTo(findings.knownTo());
        assertThat(read.isKnownTo(detectors, 40_000)).isTrue();
        assertThat(read.isKnownTo(detectors, 40_002)).as("the next day").isFalse();
        assertThat(read.isKnownTo(DetectorSet.of(List.of()), 40_000))
                .as("other settings")
                .isFalse();
        UserFindings another = UserFindings.empty();
        another.markKnownTo(detectors, 40_000);
        assertThat(another.knownTo()).as("one object for all users").isSameAs(findings.knownTo());
    }

    @Test
    void detectorsBytesAreBoundedTogether() {
        UserFindings findings = UserFindings.empty();
        findings.keepDetectorBytes("a", new byte[4000]);
        findings.keepDetectorBytes("a", new byte[4096]);

        assertThatThrownBy(() -> findings.keepDetectorBytes("b", "x".getBytes(StandardCharsets.UTF_8)))
                .hasMessage("Detector b asks to keep 1 bytes, with which the detectors of one user keep 4097;"
                        + " at most 4096 are allowed");
        findings.keepDetectorBytes("a", null);
        assertThat(findings.isEmpty()).isTrue();
    }
}
