package io.auditsphere.app.ingest;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.auditsphere.schemas.OperationCatalogue;
import java.io.IOException;
import java.util.List;

/**
 * Reads a record of {@code audit-events}, of any accepted form, into events and rejections. What is wrong with a record
 * is data in the answer: nothing that a stranger can write makes this throw.
 *
 * <p>The normalised form is read from the parser's tokens in one pass. An object that turns out to be of another form is
 * read again as a tree, which knows wrappers and native forms. A record whose JSON breaks somewhere yields no event at
 * all, since what its earlier part meant is not certain.
 *
 * <p>Thread-safe: holds nothing but settings.
 */
public final class EventDecoder {

    private static final int MAX_DEPTH = 64;
    private static final int MAX_NUMBER_LENGTH = 400;
    private static final int MAX_NAME_LENGTH = 10_000;

    private final IngestSettings settings;
    private final DraftCompletion completion;
    private final ObjectMapper mapper;
    private final JsonFactory factory;
    private final TreeForms treeForms;

    /** A decoder with the catalogue that comes with the program. */
    public EventDecoder(IngestSettings settings) {
        this(settings, OperationCatalogue.builtIn());
    }

    /** A decoder that takes category and sensitivity from this catalogue where a record does not say them. */
    public EventDecoder(IngestSettings settings, OperationCatalogue catalogue) {
        this.settings = settings;
        this.completion = new DraftCompletion(settings, catalogue);
        this.factory = new JsonFactoryBuilder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxNumberLength(MAX_NUMBER_LENGTH)
                        .maxNameLength(MAX_NAME_LENGTH)
                        .maxStringLength(settings.maxBytes())
                        .build())
                .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
                .build();
        this.mapper = JsonMapper.builder(factory)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
        this.treeForms = new TreeForms(List.of());
    }

    /**
     * The events that a record holds and the reasons why others of it were not accepted. Never throws on input.
     *
     * @param value the record's value; null counts as no JSON
     * @param arrivalMs when the record arrived, in milliseconds since the epoch
     */
    public DecodedRecord decode(byte[] value, long arrivalMs) {
        if (value == null || value.length == 0) {
            return DecodedRecord.rejected(Rejection.ofRecord(RejectionReason.NOT_JSON, "the record has no value"));
        }
        if (value.length > settings.maxBytes()) {
            return DecodedRecord.rejected(Rejection.ofRecord(
                    RejectionReason.TOO_LARGE,
                    "expected at most " + settings.maxBytes() + " bytes (input.max.bytes), found " + value.length));
        }
        RecordCollector collector = new RecordCollector();
        try (JsonParser json = factory.createParser(value)) {
            JsonToken first = json.nextToken();
            if (first == null) {
                return notJson("the record holds nothing but blanks");
            }
            if (json.currentTokenLocation().getByteOffset() < 0) {
                // UTF-16 or UTF-32: no byte offsets, so no slice to read again as a tree.
                readTree(mapper.readTree(value), arrivalMs, collector);
                return collector.toRecord();
            }
            if (first == JsonToken.START_OBJECT) {
                readObject(json, value, 0, arrivalMs, collector);
            } else if (first == JsonToken.START_ARRAY) {
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    readElement(json, value, arrivalMs, collector);
                }
            } else {
                collector.reject(notAnEvent(collector.nextIndex(), json));
            }
            if (json.nextToken() != null) {
                return notJson("more follows after the end of the first JSON value");
            }
        } catch (StreamConstraintsException e) {
            return DecodedRecord.rejected(Rejection.ofRecord(RejectionReason.TOO_LARGE, e.getOriginalMessage()));
        } catch (IOException e) {
            return notJson(e instanceof JacksonException parse ? parse.getOriginalMessage() : e.getMessage());
        }
        return collector.toRecord();
    }

    private void readElement(JsonParser json, byte[] value, long arrivalMs, RecordCollector collector)
            throws IOException {
        if (json.currentToken() == JsonToken.START_OBJECT) {
            readObject(json, value, start(json), arrivalMs, collector);
        } else if (json.currentToken() == JsonToken.START_ARRAY) {
            int start = start(json);
            json.skipChildren();
            readTree(mapper.readTree(value, start, end(json) - start), arrivalMs, collector);
        } else {
            collector.reject(notAnEvent(collector.nextIndex(), json));
        }
    }

    private void readObject(JsonParser json, byte[] value, int start, long arrivalMs, RecordCollector collector)
            throws IOException {
        EventDraft draft = NormalisedForm.readOrNull(json);
        if (draft != null) {
            completion.complete(draft, collector.nextIndex(), arrivalMs, collector);
        } else {
            readTree(mapper.readTree(value, start, end(json) - start), arrivalMs, collector);
        }
    }

    private void readTree(JsonNode tree, long arrivalMs, RecordCollector collector) throws IOException {
        treeForms.read(
                tree,
                draft -> completion.complete(draft, collector.nextIndex(), arrivalMs, collector),
                (detail, shown) -> collector.reject(
                        new Rejection(collector.nextIndex(), RejectionReason.UNKNOWN_SHAPE, null, shown, detail)));
    }

    private static int start(JsonParser json) {
        return (int) json.currentTokenLocation().getByteOffset();
    }

    private static int end(JsonParser json) {
        return (int) json.currentLocation().getByteOffset();
    }

    private static Rejection notAnEvent(int index, JsonParser json) throws IOException {
        return new Rejection(
                index, RejectionReason.UNKNOWN_SHAPE, null, json.getText(), "expected an object, found a single value");
    }

    private static DecodedRecord notJson(String detail) {
        return DecodedRecord.rejected(Rejection.ofRecord(RejectionReason.NOT_JSON, detail));
    }
}
