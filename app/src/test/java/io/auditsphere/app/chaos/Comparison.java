package io.auditsphere.app.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.schemas.SubjectType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** What a run that was disturbed left behind, beside what an undisturbed one did. */
final class Comparison {

    private Comparison() {}

    static void assertSame(Workload load, Answers expected, Answers actual) {
        assertThat(expected.doubled()).as("doubled in calm").isEmpty();
        assertThat(actual.doubled()).as("events with two results").isEmpty();
        assertThat(actual.results()).as("events with a result").hasSameSizeAs(expected.results());
        assertThat(differences(expected.results(), actual.results()))
                .as("results that are missing, or have other features, scores or reasons")
                .isEmpty();
        assertThat(differences(expected.findings(SubjectType.USER), actual.findings(SubjectType.USER)))
                .as("findings about users that differ")
                .isEmpty();
        assertThat(actual.findings(SubjectType.USER))
                .as("findings about users occur")
                .isNotEmpty();
        // Which user's attempt met the source first is nobody's promise, and so its first events and counts are not
        // either.
        assertThat(actual.findings(SubjectType.ADDRESS))
                .as("findings about sources occur")
                .isNotEmpty();
        assertThat(expected.repeated()).as("words about findings twice in calm").isEmpty();
        assertThat(actual.repeated()).as("words about findings twice").isEmpty();
        assertThat(load.ids().size()).as("the load has redeliveries").isLessThan(load.size());
    }

    /** The first few, in words: comparing whole maps takes AssertJ minutes if they differ. */
    private static List<String> differences(Map<String, ?> expected, Map<String, ?> actual) {
        Set<String> keys = new TreeSet<>(expected.keySet());
        keys.addAll(actual.keySet());
        return keys.stream()
                .filter(key -> !Objects.equals(expected.get(key), actual.get(key)))
                .limit(3)
                .map(key -> "expected " + expected.get(key) + "\n but was " + actual.get(key))
                .toList();
    }

    static void report(String what, Duration recovery) {
        System.out.printf("Recovery: %s: %.1f s%n", what, recovery.toMillis() / 1000.0);
    }
}
