package io.auditsphere.app.ingest;

/**
 * Reads one provider's native form. The decoder asks each in turn whether an object is of its form, so a new form is a
 * new class and no change to the decoder. Implementations are stateless and thread-safe, and never throw on input: what
 * they cannot read they leave null or note in the draft.
 */
interface Normaliser {

    /** The names by which the form shows itself. */
    ProviderFingerprint fingerprint();

    /** Whether the object is of this form. Cheap: looks at a handful of names. */
    boolean recognises(JsonValue object);

    /** Writes every event that the object holds, in order. Called only after {@link #recognises} said yes. */
    void normalise(JsonValue object, DraftSink drafts);

    /** Takes the events that a form reads out of one object. */
    @FunctionalInterface
    interface DraftSink {
        void add(EventDraft draft);
    }
}
