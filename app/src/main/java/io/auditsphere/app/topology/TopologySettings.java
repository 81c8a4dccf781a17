package io.auditsphere.app.topology;

import io.auditsphere.model.features.FeatureSettings;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What shapes the topology. Immutable.
 *
 * @param topics the topics' names
 * @param providers the providers with a branch, in the order in which they are drawn; lower case
 * @param partitions partitions of {@code audit-events}: every count of the topology follows it; 1 or more
 * @param emit which results are written
 * @param dedupRetention how far behind the watermark, in event time, an event's id is remembered; zero turns duplicate
 *     detection off
 * @param userTtl a user whose newest event is this far behind event time is dropped: for events of his that come in time
 *     he is not known any more from {@link FeatureSettings#userTtl} on, so this is longer by how late they may come
 * @param maxResultBytes the largest value written to any topic but the dead letters, in bytes; what is larger becomes a
 *     dead letter, because a producer's refusal is fatal under exactly-once
 * @param maxDeadLetterBytes the largest value of a dead letter in bytes; what is longer is cut and marked
 * @param tidyInterval wall-clock time between two looks for quiet findings and silent users
 * @param tidyUsers users looked at in one such look, at most: it holds up the stream
 */
public record TopologySettings(
        Topics topics,
        List<String> providers,
        int partitions,
        EmitPolicy emit,
        Duration dedupRetention,
        Duration userTtl,
        int maxResultBytes,
        int maxDeadLetterBytes,
        Duration tidyInterval,
        int tidyUsers) {

    /** The providers that have a branch by default. */
    public static final List<String> DEFAULT_PROVIDERS = List.of("microsoft", "google", "box", "dropbox");

    public TopologySettings {
        Objects.requireNonNull(topics, "topics");
        Objects.requireNonNull(emit, "emit");
        providers = List.copyOf(providers);
        if (providers.isEmpty()) {
            throw new IllegalArgumentException("The topology needs at least one provider; found none.");
        }
        for (String provider : providers) {
            if (!provider.matches("[a-z0-9][a-z0-9._-]{0,49}")) {
                throw new IllegalArgumentException("A provider's name is part of operator names: up to 50 lower-case"
                        + " letters, digits, dots, underscores and hyphens; found \"" + provider + "\".");
            }
        }
        if (partitions < 1) {
            throw new IllegalArgumentException("audit-events has at least one partition; found " + partitions + ".");
        }
        requirePositive("user TTL", userTtl);
        requirePositive("tidy interval", tidyInterval);
        if (dedupRetention.isNegative()) {
            throw new IllegalArgumentException(
                    "The retention of ids for duplicate detection is 0 (off) or more; found " + dedupRetention + ".");
        }
        if (maxResultBytes < 1 || maxDeadLetterBytes < 1 || tidyUsers < 1) {
            throw new IllegalArgumentException("Limits must be positive; found max result bytes " + maxResultBytes
                    + ", max dead letter bytes " + maxDeadLetterBytes + ", users of one look " + tidyUsers + ".");
        }
    }

    /** The defaults, for a topic {@code audit-events} of 12 partitions. */
    public static TopologySettings defaults() {
        return new TopologySettings(
                Topics.unprefixed(),
                DEFAULT_PROVIDERS,
                12,
                EmitPolicy.ALL,
                Duration.ofDays(7),
                FeatureSettings.defaults().droppedAfter(),
                1_000_000,
                1 << 20,
                Duration.ofSeconds(1),
                500);
    }

    /** The same for a topic of this many partitions. */
    public TopologySettings withPartitions(int count) {
        return new TopologySettings(
                topics,
                providers,
                count,
                emit,
                dedupRetention,
                userTtl,
                maxResultBytes,
                maxDeadLetterBytes,
                tidyInterval,
                tidyUsers);
    }

    /** The same, writing these results. */
    public TopologySettings withEmit(EmitPolicy policy) {
        return new TopologySettings(
                topics,
                providers,
                partitions,
                policy,
                dedupRetention,
                userTtl,
                maxResultBytes,
                maxDeadLetterBytes,
                tidyInterval,
                tidyUsers);
    }

    /** The same, remembering ids for so long; zero turns duplicate detection off. */
    public TopologySettings withDedupRetention(Duration retention) {
        return new TopologySettings(
                topics,
                providers,
                partitions,
                emit,
                retention,
                userTtl,
                maxResultBytes,
                maxDeadLetterBytes,
                tidyInterval,
                tidyUsers);
    }

    /** The same with these limits. */
    public TopologySettings withLimits(int resultBytes, int deadLetterBytes) {
        return new TopologySettings(
                topics,
                providers,
                partitions,
                emit,
                dedupRetention,
                userTtl,
                resultBytes,
                deadLetterBytes,
                tidyInterval,
                tidyUsers);
    }

    /** The largest record that the stream writes, in bytes: value, key and headers. */
    public int maxRecordBytes() {
        return Math.max(maxResultBytes, maxDeadLetterBytes) + DeadLetters.OVERHEAD;
    }

    /** The same with values so small that the records fit into topics of these limits. */
    public TopologySettings fitting(TopicFacts facts) {
        return withLimits(
                Math.min(maxResultBytes, facts.maxResultBytes() - DeadLetters.OVERHEAD),
                Math.min(maxDeadLetterBytes, facts.maxDeadLetterBytes() - DeadLetters.OVERHEAD));
    }

    /** Whether duplicates are dropped. */
    public boolean dropsDuplicates() {
        return !dedupRetention.isZero();
    }

    private static void requirePositive(String what, Duration duration) {
        if (duration.isZero() || duration.isNegative()) {
            throw new IllegalArgumentException("The " + what + " must be positive; found " + duration + ".");
        }
    }
}
