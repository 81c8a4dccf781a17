package io.auditsphere.app.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.schemas.AuditEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Decodes text for every provider, as of one fixed arrival. */
final class Decoding {

    static final Instant ARRIVAL = Instant.parse("2026-11-20T10:00:00Z");

    private static final EventDecoder DECODER = new EventDecoder(IngestSettings.defaults()
            .withProviders(Set.of("microsoft", "google", "box", "dropbox", "aws", "azure", "oci"))
            .withoutMaxAge());

    private Decoding() {}

    static DecodedRecord record(String json) {
        return DECODER.decode(json.getBytes(StandardCharsets.UTF_8), ARRIVAL.toEpochMilli());
    }

    /** The events of a record of which nothing was rejected. */
    static List<AuditEvent> events(String json) {
        DecodedRecord record = record(json);
        assertThat(record.rejections()).as("rejections").isEmpty();
        return record.events();
    }

    /** The only event of a record of which nothing was rejected. */
    static AuditEvent event(String json) {
        List<AuditEvent> events = events(json);
        assertThat(events).as("events").hasSize(1);
        return events.get(0);
    }
}
