package io.auditsphere.app.topology;

import java.time.Clock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * A record's timestamp is the time of its arrival, never an event's time: an event time ahead of the broker's clock as
 * a record's timestamp is refused by the broker, which is fatal under exactly-once. A record from a client that sets no
 * timestamp arrives when it is read.
 */
final class ArrivalTime implements TimestampExtractor {

    private final Clock clock;

    ArrivalTime(Clock clock) {
        this.clock = clock;
    }

    @Override
    public long extract(ConsumerRecord<Object, Object> read, long partitionTime) {
        return read.timestamp() >= 0 ? read.timestamp() : clock.millis();
    }
}
