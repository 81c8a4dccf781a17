package io.auditsphere.model.detect.source;

import io.auditsphere.model.detect.Signal;
import java.util.Map;

/** Judges one attempt by what is known of its source. Pure, immutable and thread-safe, as the other detectors are. */
public sealed interface SourceDetector permits PasswordSprayingDetector, CredentialStuffingDetector {

    /** The stable name, which findings bear. */
    String name();

    /** The settings in force, by name. */
    Map<String, Object> settings();

    /**
     * The same detector with some settings replaced.
     *
     * @throws IllegalArgumentException if a name is unknown or a value not allowed
     */
    SourceDetector withSettings(Map<String, Object> changes);

    /** The subject of its findings, which is also the key under which the attempt's source is watched. */
    String subjectOf(SignInAttempt attempt);

    /** Whether the attempt concerns it. */
    boolean concerns(SignInAttempt attempt);

    /**
     * What it finds; null if nothing.
     *
     * @param activity the failures of the subject, the attempt's own included if it is one
     * @param habit what is usual at the subject, as far as it is a place where many sit
     * @param open whether a finding of this detector about the subject covers the attempt's time
     */
    Signal judge(SignInAttempt attempt, SourceActivity activity, SourceHabit habit, boolean open);
}
