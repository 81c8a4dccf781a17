package io.auditsphere.app.ingest;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.auditsphere.schemas.OperationCatalogue;
import java.io.IOException;

/**
 * Reads a record of {@code audit-events}, of any accepted form, into events and rejections. What is wrong with a record
 * is data in the answer: nothing that a stranger can write makes this throw.
 *
 * <p>The normalised form is read from the parser's tokens in one pass. A record that turns out to hold anything else is
 * read again as a tree, which knows wrappers and native forms. A record whose JSON breaks somewhere yields no event at
 * all, since what its earlier part meant is not certain.
 *
 * <p>Thread-safe: holds nothing but settings.
 */
public final class EventDecoder {

    /** How much larger than the limit of a record what is packed in it may be. */
    private static final int UNPACKED_FACTOR = 8;

    private final IngestSettings settings;
    private final DraftCompletion completion;
    private final int maxUnpackedBytes;
    private final TreeForms treeForms;

    /** A decoder with the catalogue of the settings. */
    public EventDecoder(IngestSettings settings) {
        this(settings, settings.files().catalogue());
    }

    /** A decoder that takes category and sensitivity from this catalogue where a record does not say them. */
    public EventDecoder(IngestSettings settings, OperationCatalogue catalogue) {
        this.settings = settings;
        this.completion = new DraftCompletion(settings, catalogue);
        this.maxUnpackedBytes = (int) Math.min(Integer.MAX_VALUE - 8L, (long) settings.maxBytes() * UNPACKED_FACTOR);
        this.treeForms = new TreeForms(settings.files().normalisers(), new Envelope(maxUnpackedBytes));
    }

    /**
     * The events that a record holds and the reasons why others of it were not accepted. Never throws on input.
     *
     * @param value the record's value; null counts as no JSON
     * @param arrivalMs when the record arrived, in milliseconds since the epoch
     */
    public DecodedRecord decode(byte[] value, long arrivalMs) {
        if (value == null || value.length == 0) {
            return rejected(RejectionReason.NOT_JSON, "the record has no value");
        }
        if (value.length > settings.maxBytes()) {
            return rejected(
                    RejectionReason.TOO_LARGE,
                    "expected at most " + settings.maxBytes() + " bytes (input.max.bytes), found " + value.length);
        }
        try {
            byte[] json = PackedBytes.contentOrNull(value, maxUnpackedBytes);
            if (json == null) {
                return rejected(
                        RejectionReason.TOO_LARGE,
                        "unpacks to more than " + maxUnpackedBytes + " bytes, or to over 100 times its size");
            }
            return read(json, arrivalMs);
        } catch (StreamConstraintsException e) {
            return rejected(RejectionReason.TOO_LARGE, e.getOriginalMessage());
        } catch (JacksonException e) {
            return rejected(RejectionReason.NOT_JSON, e.getOriginalMessage());
        } catch (IOException e) {
            return rejected(RejectionReason.NOT_JSON, e.getMessage());
        }
    }

    /**
     * Looks at the first name of the first object. Where it is one of the normalised form's, events are read from tokens;
     * else the parser goes on from there as a tree's, so that what native forms cost is one pass over their bytes.
     */
    private DecodedRecord read(byte[] value, long arrivalMs) throws IOException {
        String first = JsonScanner.firstNameOrNull(value);
        if (first != null && NormalisedForm.has(first)) {
            try (JsonParser json = JsonText.FACTORY.createParser(value)) {
                boolean list = json.nextToken() == JsonToken.START_ARRAY;
                if (list) {
                    json.nextToken();
                }
                RecordCollector streamed = new RecordCollector();
                if (readTokens(json, json.nextFieldName(), list, arrivalMs, streamed)) {
                    return streamed.toRecord();
                }
            }
        }
        return readTree(JsonText.readForNow(value), arrivalMs);
    }

    /** Reads one event of the normalised form or an array of them; false if anything of it is of another form. */
    private boolean readTokens(
            JsonParser json, String firstName, boolean list, long arrivalMs, RecordCollector collector)
            throws IOException {
        if (!readEvent(json, firstName, arrivalMs, collector)) {
            return false;
        }
        while (list && json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() != JsonToken.START_OBJECT
                    || !readEvent(json, json.nextFieldName(), arrivalMs, collector)) {
                return false;
            }
        }
        return isAtEnd(json);
    }

    private boolean readEvent(JsonParser json, String firstName, long arrivalMs, RecordCollector collector)
            throws IOException {
        EventDraft draft = NormalisedForm.readOrNull(json, firstName);
        if (draft == null) {
            return false;
        }
        completion.complete(draft, collector.nextIndex(), arrivalMs, collector);
        return true;
    }

    /** What follows after the first value is for the tree's reader to refuse. */
    private static boolean isAtEnd(JsonParser json) throws IOException {
        return json.nextToken() == null;
    }

    private DecodedRecord readTree(JsonValue tree, long arrivalMs) throws IOException {
        if (tree.isMissing()) {
            return rejected(RejectionReason.NOT_JSON, "the record holds nothing but blanks");
        }
        RecordCollector collector = new RecordCollector();
        treeForms.read(
                tree,
                draft -> completion.complete(draft, collector.nextIndex(), arrivalMs, collector),
                (detail, shown) -> {
                    int index = collector.nextIndex();
                    if (collector.keepsRejections()) {
                        collector.reject(
                                new Rejection(index, RejectionReason.UNKNOWN_SHAPE, null, shown.get(), detail.get()));
                    }
                });
        return collector.toRecord();
    }

    private static DecodedRecord rejected(RejectionReason reason, String detail) {
        return DecodedRecord.rejected(Rejection.ofRecord(reason, detail));
    }
}
