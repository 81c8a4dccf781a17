package io.auditsphere.app.topology;

import io.auditsphere.app.ingest.RejectionReason;
import io.auditsphere.app.responses.ResponsePolicy;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Events of a provider that has no branch: another instance with an earlier configuration sent them to the repartition
 * topic. They go to the dead letters, so that nothing is lost.
 */
final class UnconfiguredProvider extends ContextualProcessor<byte[], Decoded.Event, byte[], Outgoing> {

    private final ResultRecords records;
    private final StreamCounters counters;

    UnconfiguredProvider(TopologySettings settings, StreamCounters counters) {
        this.records = new ResultRecords(settings, ResponsePolicy.none());
        this.counters = counters;
    }

    @Override
    public void process(Record<byte[], Decoded.Event> read) {
        String reason = RejectionReason.UNKNOWN_PROVIDER.wireName();
        counters.countDeadLetter(reason);
        RecordMetadata from = context().recordMetadata().orElseThrow();
        context()
                .forward(records.undeliverable(
                        read,
                        new DeadLetters.Coordinates(from.topic(), from.partition(), from.offset()),
                        reason,
                        "the provider was taken out of the configuration while the event was on its way"));
    }
}
