package io.auditsphere.app.ingest;

import java.io.IOException;
import java.util.List;

/**
 * Where a mapping looks for a value: a JSON Pointer (RFC 6901), in which {@code *} stands for every element of a list or
 * every field of an object, and which goes on inside JSON that a collector wrote as text. Immutable and thread-safe.
 */
final class MappedPath {

    /** Values taken from one path at most. */
    private static final int MOST = 64;

    private final String[] steps;

    private MappedPath(String[] steps) {
        this.steps = steps;
    }

    /** Reads the path that is a field's value. */
    static MappedPath read(MappingNode node) throws IOException {
        return of(node, node.text("a path such as /actor/email"));
    }

    /** Reads the path that is a field's name. */
    static MappedPath readName(MappingNode node) throws IOException {
        return of(node, node.name());
    }

    private static MappedPath of(MappingNode node, String text) throws IOException {
        if (text.isEmpty() || text.charAt(0) != '/' || text.length() == 1) {
            throw node.expected("a path that begins with a slash and names a field, such as /actor/email");
        }
        String[] steps = text.substring(1).split("/", -1);
        for (int i = 0; i < steps.length; i++) {
            steps[i] = steps[i].replace("~1", "/").replace("~0", "~");
        }
        return new MappedPath(steps);
    }

    /** The name that it begins with. */
    String firstStep() {
        return steps[0];
    }

    /** Whether anything but null stands there. */
    boolean isPresent(JsonValue root) {
        return isPresent(root, 0);
    }

    private boolean isPresent(JsonValue node, int at) {
        if (at == steps.length) {
            return !node.isMissing() && !node.isNull();
        }
        JsonValue container = containerOf(node);
        if (!steps[at].equals("*")) {
            return isPresent(step(container, steps[at]), at + 1);
        }
        for (JsonValue child : container) {
            if (isPresent(child, at + 1)) {
                return true;
            }
        }
        return false;
    }

    /** Adds the texts that stand there, in order; blank ones are left out. */
    void collect(JsonValue root, List<String> into) {
        collect(root, 0, into);
    }

    private void collect(JsonValue node, int at, List<String> into) {
        if (into.size() >= MOST) {
            return;
        }
        if (at == steps.length) {
            String text = node.scalar();
            if (text != null) {
                into.add(text);
            }
            return;
        }
        JsonValue container = containerOf(node);
        if (!steps[at].equals("*")) {
            collect(step(container, steps[at]), at + 1, into);
            return;
        }
        for (JsonValue child : container) {
            collect(child, at + 1, into);
        }
    }

    /** The first text that stands there, or null. */
    String firstOrNull(JsonValue root) {
        return firstOrNull(root, 0);
    }

    private String firstOrNull(JsonValue node, int at) {
        if (at == steps.length) {
            return node.scalar();
        }
        JsonValue container = containerOf(node);
        if (!steps[at].equals("*")) {
            return firstOrNull(step(container, steps[at]), at + 1);
        }
        for (JsonValue child : container) {
            String text = firstOrNull(child, at + 1);
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    /** The node at the end of the path where it has no star; else the missing node. */
    JsonValue node(JsonValue root) {
        JsonValue node = root;
        for (String step : steps) {
            node = step(containerOf(node), step);
        }
        return node;
    }

    private static JsonValue step(JsonValue container, String step) {
        if (container.isArray()) {
            return isIndex(step) ? container.path(Integer.parseInt(step)) : container.path("");
        }
        return container.path(step);
    }

    private static boolean isIndex(String step) {
        return step.length() <= 6 && !step.isEmpty() && step.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static JsonValue containerOf(JsonValue node) {
        if (!node.isTextual()) {
            return node;
        }
        JsonValue packed = JsonText.containerOrNull(node.textValue());
        return packed == null ? node : packed;
    }
}
