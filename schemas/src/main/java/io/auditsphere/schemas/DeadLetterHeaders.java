package io.auditsphere.schemas;

import java.util.Set;

/**
 * Names of the headers that a dead letter bears beside the record's own. Where it was read stands under the names that
 * Kafka's own mechanism (KIP-1034) uses, so that one reader serves both; why it was rejected stands under ours. All
 * values are UTF-8 text; {@code dead-letter-headers.schema.json} has their forms.
 */
public final class DeadLetterHeaders {

    /** Class of the exception, or of the rejection. */
    public static final String EXCEPTION = "__streams.errors.exception";
    /** What was expected and what was found. */
    public static final String MESSAGE = "__streams.errors.message";
    /** Stack trace; absent where the rejection is data and not an exception. */
    public static final String STACKTRACE = "__streams.errors.stacktrace";
    /** Topic that the record was read from. */
    public static final String TOPIC = "__streams.errors.topic";
    /** Partition that the record was read from. */
    public static final String PARTITION = "__streams.errors.partition";
    /** Offset that the record was read from. */
    public static final String OFFSET = "__streams.errors.offset";

    /** Why: wire name of the first rejection's reason. */
    public static final String REASON = "reason";
    /** Path of the field that is missing or wrong; absent where no single field is. */
    public static final String FIELD = "field";
    /** The offending value, cut to 200 characters; absent where there is none. */
    public static final String VALUE = "value";
    /** Indexes within the record of the events that were rejected, ascending, separated by commas. */
    public static final String INDEXES = "indexes";
    /** {@code true} if the record's value was over the size limit and is cut. */
    public static final String TRUNCATED = "truncated";

    /** How often the record was sent back to the input; no error but the record's own from then on. */
    public static final String REPLAYS = "replays";

    private static final Set<String> ERRORS =
            Set.of(EXCEPTION, MESSAGE, STACKTRACE, TOPIC, PARTITION, OFFSET, REASON, FIELD, VALUE, INDEXES, TRUNCATED);

    private DeadLetterHeaders() {}

    /** The names of those that say where a record was read and why it was rejected; all others are its own. */
    public static Set<String> errors() {
        return ERRORS;
    }
}
