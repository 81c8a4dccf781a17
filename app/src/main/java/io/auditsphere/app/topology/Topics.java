package io.auditsphere.app.topology;

import java.util.Objects;

/**
 * The topics' names in one installation: each {@link Topic} under the installation's prefix.
 *
 * @param prefix put before every name as it stands (a separator included), e.g. {@code prod.}; empty for none
 */
public record Topics(String prefix) {

    public Topics {
        Objects.requireNonNull(prefix, "prefix");
        if (!prefix.matches("[a-zA-Z0-9._-]{0,100}")) {
            throw new IllegalArgumentException(
                    "The topics' prefix may have up to 100 letters, digits, dots, underscores"
                            + " and hyphens, as topic names may; found \"" + prefix + "\".");
        }
    }

    /** The names without a prefix. */
    public static Topics unprefixed() {
        return new Topics("");
    }

    /** The topic's full name. */
    public String name(Topic topic) {
        return prefix + topic.baseName();
    }

    public String auditEvents() {
        return name(Topic.AUDIT_EVENTS);
    }

    public String anomalies() {
        return name(Topic.ANOMALIES);
    }

    public String findings() {
        return name(Topic.FINDINGS);
    }

    public String responseActions() {
        return name(Topic.RESPONSE_ACTIONS);
    }

    public String responseDeadLetters() {
        return name(Topic.RESPONSE_DEAD_LETTERS);
    }

    public String deadLetters() {
        return name(Topic.DEAD_LETTERS);
    }

    public String models() {
        return name(Topic.MODELS);
    }

    public String detectorSettings() {
        return name(Topic.DETECTOR_SETTINGS);
    }
}
