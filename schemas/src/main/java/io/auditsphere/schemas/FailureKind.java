package io.auditsphere.schemas;

import java.util.Optional;

/** Why an act failed: most failed sign-ins are not wrong passwords. */
public enum FailureKind implements WireName {
    /** A wrong password or other first factor: the only kind that counts as a failed attempt. */
    CREDENTIAL("credential"),
    /** The second factor was refused, missing or timed out. */
    MFA("mfa"),
    /** The sign-in was interrupted for another step (consent, expired session, enrolment). */
    INTERRUPT("interrupt"),
    /** A policy refused it. */
    POLICY("policy"),
    /** Anything else. */
    OTHER("other");

    private final String wireName;

    FailureKind(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    /** The constant whose wire name this is, ignoring case; empty if there is none or the argument is null. */
    public static Optional<FailureKind> ofWireName(String wireName) {
        return WireName.find(FailureKind.class, wireName);
    }
}
