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

    private static final byte[] MUTED_NAME = JsonOutput.name("muted");
    private static final byte[] RULE_NAME = JsonOutput.name("rule");
    private static final byte[] OWNER_NAME = JsonOutput.name("owner");
    private static final byte[] REASON_NAME = JsonOutput.name("reason");
    private static final byte[] UNTIL_NAME = JsonOutput.name("until");
    private static final byte[] VERSION_NAME = JsonOutput.name("version");

    private MutedJson() {}

    /** Writes the field; leaves it out where nothing is muted. */
    static void optional(Muted muted, JsonOutput json) {
        if (muted == null) {
            return;
        }
        json.beginObject(MUTED_NAME);
        json.text(RULE_NAME, muted.rule());
        json.text(OWNER_NAME, muted.owner());
        json.text(REASON_NAME, muted.reason());
        json.time(UNTIL_NAME, muted.until());
        json.text(VERSION_NAME, muted.version());
        json.endObject();
    }

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
