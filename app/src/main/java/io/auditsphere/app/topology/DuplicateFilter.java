package io.auditsphere.app.topology;

import io.auditsphere.schemas.AuditEvent;
import java.time.Duration;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Keeps the task's watermark and lets pass what has not been seen. It only looks an event up: the processor that scores
 * it remembers it, together with the state that it changed, so that an event that failed is no duplicate when it is
 * sent again.
 */
final class DuplicateFilter extends ContextualProcessor<byte[], Decoded, byte[], Decoded.Event> {

    private final Duration retention;
    private final MemoryBudget budget;
    private final StreamCounters counters;
    private TaskWatermark watermark;
    private SeenEvents seen;

    /** Remembers for so long; zero lets everything pass. */
    DuplicateFilter(Duration retention, MemoryBudget budget, StreamCounters counters) {
        this.retention = retention;
        this.budget = budget;
        this.counters = counters;
    }

    @Override
    public void init(ProcessorContext<byte[], Decoded.Event> context) {
        super.init(context);
        watermark = new TaskWatermark(context.getStateStore(Names.EVENT_TIME));
        seen = retention.isZero() ? null : SeenEvents.of(context, retention, budget);
    }

    @Override
    public void process(Record<byte[], Decoded> read) {
        Decoded.Event decoded = (Decoded.Event) read.value();
        AuditEvent event = decoded.event();
        long watermarkMs = watermark.observe(event.creationTimeMs(), read.timestamp());
        SeenEvents.Id id = seen == null ? null : seen.idOf(event, watermarkMs);
        if (id != null && seen.contains(id)) {
            counters.countDuplicate();
        } else {
            context().forward(read.withValue(decoded.rememberedAs(id)));
        }
    }
}
