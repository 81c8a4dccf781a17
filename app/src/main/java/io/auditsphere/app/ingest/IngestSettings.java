package io.auditsphere.app.ingest;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;

/**
 * What the decoder accepts. Immutable.
 *
 * @param providers lower-case names of the configured providers; an event of another one is rejected
 * @param maxBytes largest value of a record in bytes, at least 1
 * @param maxAhead how far after its record's arrival an event may lie
 * @param maxAge how far before its record's arrival an event may lie; null for no bound (files of the past)
 * @param files what the operator's own files add
 */
public record IngestSettings(
        Set<String> providers, int maxBytes, Duration maxAhead, Duration maxAge, OperatorFiles files) {

    public IngestSettings {
        providers = Set.copyOf(providers);
        Objects.requireNonNull(maxAhead, "maxAhead");
        Objects.requireNonNull(files, "files");
        if (maxBytes < 1) {
            throw new IllegalArgumentException(
                    "input.max.bytes: expected at least 1 byte, found " + maxBytes + "; 1 MiB is usual");
        }
        for (String provider : providers) {
            if (!ProviderName.isValid(provider)) {
                throw new IllegalArgumentException("providers: expected lower-case names of letters, digits, '-' and "
                        + "'_', found \"" + provider + "\"");
            }
        }
    }

    /** The same without files of the operator's. */
    public IngestSettings(Set<String> providers, int maxBytes, Duration maxAhead, Duration maxAge) {
        this(providers, maxBytes, maxAhead, maxAge, OperatorFiles.none());
    }

    /** The four providers, 1 MiB, a day ahead and 400 days back: a live stream's defaults. */
    public static IngestSettings defaults() {
        return new IngestSettings(
                Set.of("microsoft", "google", "box", "dropbox"), 1 << 20, Duration.ofDays(1), Duration.ofDays(400));
    }

    /** The same without a bound on age, for files of the past. */
    public IngestSettings withoutMaxAge() {
        return new IngestSettings(providers, maxBytes, maxAhead, null, files);
    }

    /** The same for these providers. */
    public IngestSettings withProviders(Set<String> names) {
        return new IngestSettings(names, maxBytes, maxAhead, maxAge, files);
    }
}
