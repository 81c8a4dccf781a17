package io.auditsphere.app.topology;

import org.apache.kafka.common.serialization.Serializer;

/**
 * A record that leaves its task, already in bytes so that its size is known before anything is changed or sent.
 *
 * @param to where it goes
 * @param value what is written
 */
record Outgoing(Destination to, byte[] value) {

    /** The sinks behind the merge. */
    enum Destination {
        ANOMALIES,
        FINDINGS,
        RESPONSE_ACTIONS,
        /** Sign-in attempts, to the task of their source. */
        ATTEMPTS,
        /** Findings that ask for a response, to the task that decides. */
        WANTED,
        DEAD_LETTERS,
        /** To no sink: it ends at the step behind the merge. */
        NOWHERE
    }

    /** Asks the step behind the merge to take a turn of tidying up. */
    static final Outgoing TURN = new Outgoing(Destination.NOWHERE, new byte[0]);

    static final Serializer<Outgoing> SERIALIZER = (topic, outgoing) -> outgoing.value();

    boolean goesTo(Destination destination) {
        return to == destination;
    }
}
