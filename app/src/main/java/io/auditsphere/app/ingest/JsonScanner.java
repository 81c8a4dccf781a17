package io.auditsphere.app.ingest;

/**
 * Reads plain JSON to a {@link JsonTape}, eight bytes at a time where it looks for the end of a text. It is a short cut
 * and no parser: whatever is unusual (names with escapes, names that occur twice, ill-formed UTF-8, more depth or size
 * than records have) and whatever is wrong it gives up, and {@link JsonText} has Jackson read the document and say what
 * is wrong with it. What it does accept is JSON as RFC 8259 has it, and means what Jackson takes it to mean.
 *
 * <p>Written because Jackson's tokens alone take two thirds of what its tree costs (docs/PERFORMANCE.md, "Normalising").
 * For one document, one thread.
 */
final class JsonScanner {

    /** The same as the parser's limit. */
    static final int MAX_DEPTH = 64;

    /** A third of the parser's limit of tokens, of which an object with a name is three. */
    private static final int MOST_VALUES = 333_000;

    private static final int LONGEST_NAME = 1_000;
    private static final int LONGEST_NUMBER = 100;

    private static final int GIVEN_UP = JsonBytes.NOT_FORMED;

    private final byte[] json;
    private final JsonTape tape;
    private int depth;
    private boolean coded;
    private JsonName lastName;

    /** What the next name is guessed by: {@link JsonNames#context}. */
    private int context;

    /** The container that is being read; -1 outside of all. */
    private int container = -1;

    /** Whether what is large is left to Jackson. */
    private boolean bounded = true;

    private JsonScanner(byte[] json, JsonTape tape) {
        this.json = json;
        this.tape = tape;
    }

    /** The document, or null if it is not of the plain kind. */
    static JsonTape tapeOrNull(byte[] json) {
        JsonTape tape = new JsonTape(json);
        return fills(tape) ? tape : null;
    }

    /** Reads the document that the tape was begun with; false if it is not of the plain kind. */
    static boolean fills(JsonTape tape) {
        return new JsonScanner(tape.json, tape).read();
    }

    /** The document that Jackson wrote, however large it is. */
    static JsonTape tape(byte[] plain) {
        JsonScanner scanner = new JsonScanner(plain, new JsonTape(plain));
        scanner.bounded = false;
        if (!scanner.read()) {
            throw new IllegalStateException("what Jackson wrote is not read as JSON: report this with the record");
        }
        return scanner.tape;
    }

    /** The first name in the first object, where that or an array of it is what the document begins with; else null. */
    static String firstNameOrNull(byte[] json) {
        JsonScanner scanner = new JsonScanner(json, null);
        boolean marked = json.length > 3 && json[0] == (byte) 0xef && json[1] == (byte) 0xbb && json[2] == (byte) 0xbf;
        int at = scanner.blanksFrom(marked ? 3 : 0);
        if (scanner.byteAt(at) == '[') {
            at = scanner.blanksFrom(at + 1);
        }
        if (scanner.byteAt(at) != '{') {
            return null;
        }
        at = scanner.blanksFrom(at + 1);
        int end = scanner.stop(at + 1);
        boolean name = scanner.byteAt(at) == '"' && scanner.byteAt(end) == '"' && end - at <= LONGEST_NAME;
        return name ? JsonNames.of(json, at + 1, end).text : null;
    }

    /** One turn a value; after each, as many containers are closed as end there. */
    private boolean read() {
        int at = blanksFrom(0);
        JsonName name = null;
        while (true) {
            int index = tape.add(container, name, at);
            if (bounded && (index > MOST_VALUES || (name != null && !tape.enter(index)))) {
                return false;
            }
            if (!bounded && name != null) {
                tape.enterUnique(index);
            }
            byte first = byteAt(at);
            if (first == '{' || first == '[') {
                if (depth++ == MAX_DEPTH) {
                    return false;
                }
                container = index;
                at = blanksFrom(at + 1);
                if (byteAt(at) == first + 2) {
                    at = closeFrom(at);
                }
            } else {
                coded = false;
                at = first == '"' ? text(at + 1) : number(at, first);
                if (at < 0) {
                    return false;
                }
                tape.scalar(index, first == '"' ? at - 1 : at, coded);
                at = closeFrom(at);
            }
            if (at < 0) {
                return false;
            }
            if (depth == 0) {
                return at == json.length;
            }
            name = null;
            if (json[tape.starts[container]] == '{') {
                at = name(at);
                if (at < 0) {
                    return false;
                }
                name = lastName;
            }
        }
    }

    /** Closes what ends at this place and goes over the comma; the place of what comes then. */
    private int closeFrom(int from) {
        int at = from;
        while (depth > 0) {
            at = blanksFrom(at);
            byte b = byteAt(at);
            if (b == ',') {
                return blanksFrom(at + 1);
            }
            if (b != json[tape.starts[container]] + 2) {
                return GIVEN_UP;
            }
            tape.next[container] = tape.size;
            container = tape.parents[container];
            depth--;
            at++;
        }
        return blanksFrom(at);
    }

    /** Reads a name and its colon; the place of its value. */
    private int name(int from) {
        JsonName guess = JsonNames.guess(context);
        int at;
        if (guess != null && guess.standsAt(json, from)) {
            lastName = guess;
            at = blanksFrom(from + guess.quoted.length);
        } else {
            at = spelledName(from);
        }
        if (at >= 0) {
            context = JsonNames.context(context, lastName);
        }
        return at;
    }

    private int spelledName(int from) {
        if (byteAt(from) != '"') {
            return GIVEN_UP;
        }
        int end = stop(from + 1);
        if (byteAt(end) == '"' && end - from <= LONGEST_NAME) {
            lastName = JsonNames.of(json, from + 1, end);
            JsonNames.learn(context, lastName);
        } else {
            // What a parser makes of half a character in a name is for the parser to say.
            end = bounded ? GIVEN_UP : text(from + 1) - 1;
            if (end < 0) {
                return GIVEN_UP;
            }
            lastName = JsonName.of(JsonScalars.decoded(json, from + 1, end));
        }
        int at = end + 1;
        if (byteAt(at) != ':') {
            at = blanksFrom(at);
            if (byteAt(at) != ':') {
                return GIVEN_UP;
            }
        }
        return blanksFrom(at + 1);
    }

    /** The place behind a text's closing quotation mark. */
    private int text(int from) {
        int at = stop(from);
        while (true) {
            byte b = byteAt(at);
            if (b == '"') {
                return at + 1;
            }
            if (b == '\\') {
                at = escape(at + 1);
            } else if (b < 0) {
                at = JsonBytes.character(json, at, b);
            } else {
                return GIVEN_UP;
            }
            if (at < 0) {
                return GIVEN_UP;
            }
            coded = true;
            at = stop(at);
        }
    }

    private int stop(int from) {
        return JsonBytes.stop(json, from);
    }

    private int escape(int from) {
        switch (byteAt(from)) {
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't' -> {
                return from + 1;
            }
            case 'u' -> {
                for (int i = from + 1; i < from + 5; i++) {
                    if (byteAt(i) <= 0 || Character.digit(byteAt(i), 16) < 0) {
                        return GIVEN_UP;
                    }
                }
                return from + 5;
            }
            default -> {
                return GIVEN_UP;
            }
        }
    }

    /** The place behind a number, true, false or null. */
    private int number(int from, byte first) {
        switch (first) {
            case 't' -> {
                return word(from, 't', 'r', 'u', 'e') ? from + 4 : GIVEN_UP;
            }
            case 'n' -> {
                return word(from, 'n', 'u', 'l', 'l') ? from + 4 : GIVEN_UP;
            }
            case 'f' -> {
                return word(from + 1, 'a', 'l', 's', 'e') ? from + 5 : GIVEN_UP;
            }
            default -> {
                int at = first == '-' ? from + 1 : from;
                int whole = digits(at);
                if (whole == at || (byteAt(at) == '0' && whole > at + 1)) {
                    return GIVEN_UP;
                }
                at = whole;
                if (byteAt(at) == '.') {
                    int fraction = digits(at + 1);
                    if (fraction == at + 1) {
                        return GIVEN_UP;
                    }
                    at = fraction;
                }
                if (byteAt(at) == 'e' || byteAt(at) == 'E') {
                    int sign = byteAt(at + 1) == '+' || byteAt(at + 1) == '-' ? at + 2 : at + 1;
                    at = digits(sign);
                    if (at == sign) {
                        return GIVEN_UP;
                    }
                }
                return bounded && at - from > LONGEST_NUMBER ? GIVEN_UP : at;
            }
        }
    }

    private boolean word(int from, char first, char second, char third, char fourth) {
        return byteAt(from) == first
                && byteAt(from + 1) == second
                && byteAt(from + 2) == third
                && byteAt(from + 3) == fourth;
    }

    private int digits(int from) {
        int at = from;
        while (byteAt(at) >= '0' && byteAt(at) <= '9') {
            at++;
        }
        return at;
    }

    private int blanksFrom(int from) {
        return JsonBytes.blanksFrom(json, from);
    }

    private byte byteAt(int at) {
        return JsonBytes.at(json, at);
    }
}
