package io.auditsphere.app.ingest;

/**
 * Why a record, or one event of it, goes to the dead letters.
 *
 * @param index which event of the record, from 0; {@link #WHOLE_RECORD} where no event could be told apart
 * @param reason why
 * @param field path of the field that is missing or wrong; null where no single field is
 * @param value the offending value, at most {@value #MAX_VALUE} characters; null where there is none
 * @param detail what was expected and what was found, at most {@value #MAX_DETAIL} characters
 */
public record Rejection(int index, RejectionReason reason, String field, String value, String detail) {

    /** The index of a rejection that concerns the record and no single event in it. */
    public static final int WHOLE_RECORD = -1;

    /** Longest offending value that is kept, in characters. */
    public static final int MAX_VALUE = 200;

    /** Longest detail that is kept, in characters. */
    public static final int MAX_DETAIL = 400;

    public Rejection {
        // They go to headers, logs and terminals.
        field = Text.cleanOrNull(field, MAX_VALUE);
        value = Text.cleanOrNull(value, MAX_VALUE);
        detail = Text.cleanOrNull(detail, MAX_DETAIL);
    }

    static Rejection ofRecord(RejectionReason reason, String detail) {
        return new Rejection(WHOLE_RECORD, reason, null, null, detail);
    }
}
