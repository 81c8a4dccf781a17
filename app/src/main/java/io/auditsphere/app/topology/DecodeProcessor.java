package io.auditsphere.app.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.auditsphere.app.ingest.DecodedRecord;
import io.auditsphere.app.ingest.EventDecoder;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.AuditEventJson;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Turns a record into the events that it holds, each under its user key, and what was rejected of it into one dead
 * letter. Bad input is data here: nothing throws.
 */
final class DecodeProcessor extends ContextualProcessor<byte[], byte[], byte[], Decoded> {

    private final EventDecoder decoder;
    private final UserPlacement placement;
    private final DeadLetters deadLetters;
    private final int maxEventBytes;
    private final StreamCounters counters;

    DecodeProcessor(EventDecoder decoder, TopologySettings settings, StreamCounters counters) {
        this.decoder = decoder;
        this.placement = new UserPlacement(settings.partitions());
        this.deadLetters = new DeadLetters(settings.maxDeadLetterBytes());
        this.maxEventBytes = settings.maxResultBytes();
        this.counters = counters;
    }

    @Override
    public void process(Record<byte[], byte[]> read) {
        DecodedRecord decoded = decoder.decode(read.value(), read.timestamp());
        if (decoded.hasRejections()) {
            counters.countDeadLetter(decoded.rejections().get(0).reason().wireName());
            context().forward(deadLetters.ofRejections(read, coordinates(), decoded.rejections()));
        }
        counters.countEvents(decoded.events().size());
        for (int position : decoded.unknownOperations()) {
            counters.countUnknownOperation(decoded.events().get(position).provider());
        }
        int partition = context().taskId().partition();
        for (AuditEvent event : decoded.events()) {
            forward(event, partition, read);
        }
    }

    private void forward(AuditEvent event, int partition, Record<byte[], byte[]> read) {
        byte[] userKey = event.userKey().getBytes(UTF_8);
        if (placement.inPlace(userKey, partition)) {
            context()
                    .forward(new Record<>(
                            userKey, new Decoded.Event(event, true, null), read.timestamp(), read.headers()));
        } else if (EventSize.fits(event, maxEventBytes)) {
            counters.countRepartitioned();
            Headers carried = Purpose.alone(read.headers());
            context().forward(new Record<>(userKey, new Decoded.Event(event, false, null), read.timestamp(), carried));
        } else {
            forwardTooLarge(userKey, event, read);
        }
    }

    private void forwardTooLarge(byte[] userKey, AuditEvent event, Record<byte[], byte[]> read) {
        counters.countDeadLetter(DeadLetters.RESULT_TOO_LARGE);
        DeadLetters.Letter letter = deadLetters
                .letter(userKey, AuditEventJson.toBytes(event), read.headers(), coordinates())
                .because(
                        DeadLetters.RESULT_TOO_LARGE,
                        "the event is over " + maxEventBytes + " bytes of normalised JSON");
        context()
                .forward(new Record<>(
                        letter.key, new Decoded.DeadLetter(letter.value), read.timestamp(), letter.headers));
    }

    private DeadLetters.Coordinates coordinates() {
        RecordMetadata from = context().recordMetadata().orElseThrow();
        return new DeadLetters.Coordinates(from.topic(), from.partition(), from.offset());
    }
}
