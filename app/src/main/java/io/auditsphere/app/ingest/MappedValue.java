package io.auditsphere.app.ingest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How a mapping makes one value out of a record: where it looks, and what it does with what it finds, in this order:
 * join, split, time, lower case, table. Immutable and thread-safe.
 */
final class MappedValue {

    private static final String[] ALLOWED = {
        "from", "constant", "join", "split", "time", "lower_case", "values", "otherwise"
    };
    private static final int LONGEST_JOINED = 4096;

    private final List<MappedPath> from;
    private final String constant;
    private final String join;
    private final String splitBy;
    private final int splitTake;
    private final MappedTime time;
    private final boolean lowerCase;
    private final Map<String, String> table;
    private final String otherwise;
    /** What is tried if this yields nothing; or null. */
    private final MappedValue next;

    private MappedValue(Parts parts, MappedValue next) {
        this.from = parts.from;
        this.constant = parts.constant;
        this.join = parts.join;
        this.splitBy = parts.splitBy;
        this.splitTake = parts.splitTake;
        this.time = parts.time;
        this.lowerCase = parts.lowerCase;
        this.table = parts.table;
        this.otherwise = parts.otherwise;
        this.next = next;
    }

    /** What is gathered while a value is read. */
    private static final class Parts {
        List<MappedPath> from = List.of();
        String constant;
        String join;
        String splitBy;
        int splitTake;
        MappedTime time;
        boolean lowerCase;
        Map<String, String> table;
        String otherwise;
    }

    /**
     * Reads a value: a path, an object, or a list of them to try in turn.
     *
     * @param words what the value must be one of in the end; empty if it may be any text
     */
    static MappedValue read(MappingNode node, Collection<String> words) throws IOException {
        List<MappingNode> choices = node.elements();
        if (choices.isEmpty()) {
            throw node.expected("at least one path");
        }
        MappedValue value = null;
        for (int i = choices.size() - 1; i >= 0; i--) {
            value = readOne(choices.get(i), words, value);
        }
        return value;
    }

    private static MappedValue readOne(MappingNode node, Collection<String> words, MappedValue next)
            throws IOException {
        Parts parts = new Parts();
        if (node.isText()) {
            parts.from = List.of(MappedPath.read(node));
            return new MappedValue(parts, next);
        }
        if (!node.isObject()) {
            throw node.expected("a path such as /actor/email, an object with from or constant, or a list of these");
        }
        node.object(ALLOWED);
        if (node.has("constant") == node.has("from")) {
            throw node.expected("either from or constant");
        }
        if (node.has("constant")) {
            node.object("constant");
            parts.constant = node.at("constant").word(words);
            return new MappedValue(parts, next);
        }
        parts.from = new ArrayList<>();
        for (MappingNode path : node.at("from").elements()) {
            parts.from.add(MappedPath.read(path));
        }
        parts.join = node.has("join") ? node.at("join").scalar("the text between joined values") : null;
        readSplit(node.at("split"), parts);
        parts.time = MappedTime.readOrNull(node.at("time"));
        parts.lowerCase = node.at("lower_case").flag(false);
        readTable(node.at("values"), words, parts);
        parts.otherwise = node.has("otherwise") ? node.at("otherwise").word(words) : null;
        return new MappedValue(parts, next);
    }

    private static void readSplit(MappingNode split, Parts parts) throws IOException {
        if (split.isMissing()) {
            return;
        }
        split.object("by", "take");
        parts.splitBy = split.at("by").scalar("the text to split at");
        if (parts.splitBy.isEmpty()) {
            throw split.at("by").expected("the text to split at");
        }
        parts.splitTake = split.at("take").wholeNumber(0);
    }

    private static void readTable(MappingNode values, Collection<String> words, Parts parts) throws IOException {
        if (values.isMissing()) {
            return;
        }
        parts.table = new HashMap<>();
        for (MappingNode entry : values.fields("an object of native values, each with what it means")) {
            parts.table.put(entry.name().toLowerCase(Locale.ROOT), entry.word(words));
        }
    }

    /** The value that the record has; null if it has none. */
    String in(JsonValue object) {
        for (MappedValue value = this; value != null; value = value.next) {
            String text = value.own(object);
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    private String own(JsonValue object) {
        if (constant != null) {
            return constant;
        }
        String text = join == null ? first(object) : joined(object);
        if (text == null) {
            return null;
        }
        if (splitBy != null) {
            text = part(text);
        }
        if (text != null && time != null) {
            text = time.rewritten(text);
        }
        if (text != null && lowerCase) {
            text = text.toLowerCase(Locale.ROOT);
        }
        if (text != null && table != null) {
            text = table.get(text.strip().toLowerCase(Locale.ROOT));
        }
        return text == null ? otherwise : text;
    }

    private String first(JsonValue object) {
        for (MappedPath path : from) {
            String text = path.firstOrNull(object);
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    private String joined(JsonValue object) {
        List<String> texts = new ArrayList<>();
        for (MappedPath path : from) {
            path.collect(object, texts);
        }
        return texts.isEmpty() ? null : Text.cut(String.join(join, texts), LONGEST_JOINED);
    }

    /** The part with this number; a negative one counts from the end. Null if there is no such part. */
    private String part(String text) {
        List<String> parts = new ArrayList<>();
        int at = 0;
        int found;
        while ((found = text.indexOf(splitBy, at)) >= 0) {
            parts.add(text.substring(at, found));
            at = found + splitBy.length();
        }
        parts.add(text.substring(at));
        int index = splitTake < 0 ? parts.size() + splitTake : splitTake;
        String part = index < 0 || index >= parts.size() ? "" : parts.get(index).strip();
        return part.isEmpty() ? null : part;
    }
}
