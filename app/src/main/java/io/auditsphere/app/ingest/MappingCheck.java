package io.auditsphere.app.ingest;

import com.fasterxml.jackson.core.JacksonException;
import io.auditsphere.schemas.AuditEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Tries a mapping file before it is configured: reads it, and decodes samples with it as the stream would. Immutable. */
public final class MappingCheck {

    private final MappedForm form;
    private final boolean configured;
    private final OperatorFiles files;
    private final EventDecoder decoder;

    /**
     * @param file the mapping
     * @param base what is configured besides
     * @throws IOException if the file is no mapping; the message says where and why
     */
    public MappingCheck(Path file, IngestSettings base) throws IOException {
        this.form = MappingFile.read(file);
        this.configured = base.providers().contains(form.provider());
        this.files = base.files().with(form);
        Set<String> providers = new HashSet<>(base.providers());
        providers.add(form.provider());
        this.decoder = new EventDecoder(new IngestSettings(providers, base.maxBytes(), base.maxAhead(), null, files));
    }

    /** The provider that the mapping is about. */
    public String provider() {
        return form.provider();
    }

    /** Whether that provider is among the configured ones. */
    public boolean isProviderConfigured() {
        return configured;
    }

    /** How much the mapping says, in words. */
    public String summary() {
        return "provider " + form.provider() + ", " + form.conditions().size() + " conditions, "
                + form.fields().size() + " fields, " + form.attributes().size() + " attributes, "
                + form.operations().size() + " operations";
    }

    /** The optional fields that the mapping leaves empty. */
    public List<String> unmappedFields() {
        List<String> unmapped = new ArrayList<>();
        for (MappedField field : MappedField.values()) {
            if (!form.fields().containsKey(field)) {
                unmapped.add(field.wireName());
            }
        }
        return unmapped;
    }

    /** The records of a sample: the whole if it is one JSON value or packed, else each line that is not blank. */
    public static List<byte[]> records(byte[] sample) {
        if (PackedBytes.isGzip(sample)) {
            return List.of(sample);
        }
        try {
            JsonText.MAPPER.readTree(sample);
            return List.of(sample);
        } catch (JacksonException manyValues) {
            return new String(sample, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .map(line -> line.getBytes(StandardCharsets.UTF_8))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory can be read", e);
        }
    }

    /** What a record becomes. */
    public DecodedRecord decode(byte[] sample, long arrivalMs) {
        return decoder.decode(sample, arrivalMs);
    }

    /** The operations of these events that no catalogue names, so that their categories come from their names' words. */
    public Set<String> unknownOperations(List<AuditEvent> events) {
        Set<String> unknown = new TreeSet<>();
        for (AuditEvent event : events) {
            if (!files.catalogue().find(event.provider(), event.operation()).known()) {
                unknown.add(event.operation());
            }
        }
        return unknown;
    }
}
