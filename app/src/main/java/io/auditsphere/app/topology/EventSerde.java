package io.auditsphere.app.topology;

import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.AuditEventJson;
import java.io.IOException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Events in the repartition topic: the normalised JSON. The arrival time is the record's timestamp, and whether it only
 * teaches is its header, so neither is in the value.
 */
final class EventSerde {

    private EventSerde() {}

    static Serde<Decoded> create() {
        Serializer<Decoded> write = (topic, decoded) -> AuditEventJson.toBytes(((Decoded.Event) decoded).event());
        return Serdes.serdeFrom(write, read());
    }

    private static Deserializer<Decoded> read() {
        return (topic, bytes) -> {
            try {
                AuditEvent event = AuditEventJson.read(bytes);
                return new Decoded.Event(event, true, null);
            } catch (IOException e) {
                throw new SerializationException(
                        "Topic " + topic + " is written by this program alone, but holds a record that is no event of"
                                + " this version",
                        e);
            }
        };
    }
}
