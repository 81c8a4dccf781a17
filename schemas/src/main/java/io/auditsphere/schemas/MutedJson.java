package io.auditsphere.schemas;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;

/** The field {@code muted} of results, signals and findings. Thread-safe. */
final class MutedJson {

    private static final SerializedString MUTED = new SerializedString("muted");
    private static final SerializedString RULE = new SerializedString("rule");
    private static final SerializedString OWNER = new SerializedString("owner");
    private static final SerializedString REASON = new SerializedString("reason");
    private static final SerializedString UNTIL = new SerializedString("until");
    private static final SerializedString VERSION = new SerializedString("version");

    private MutedJson() {}

    /** Writes the field; leaves it out where nothing is muted. */
    static void optional(Muted muted, JsonGenerator json) throws IOException {
        if (muted == null) {
            return;
        }
        json.writeFieldName(MUTED);
        json.writeStartObject();
        Json.string(json, RULE, muted.rule());
        Json.string(json, OWNER, muted.owner());
        Json.string(json, REASON, muted.reason());
        Json.time(json, UNTIL, muted.until());
        Json.string(json, VERSION, muted.version());
        json.writeEndObject();
    }

    /** The field of this object; null if it has none. */
    static Muted readOrNull(ObjectReader object) throws IOException {
        ObjectReader muted = object.nullableObject("muted");
        return muted == null
                ? null
                : new Muted(
                        muted.string("rule"),
                        muted.string("owner"),
                        muted.string("reason"),
                        muted.time("until"),
                        muted.string("version"));
    }
}
