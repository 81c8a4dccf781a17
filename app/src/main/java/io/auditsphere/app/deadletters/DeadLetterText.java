package io.auditsphere.app.deadletters;

import io.auditsphere.app.console.PlainText;
import io.auditsphere.schemas.DeadLetterHeaders;
import java.io.PrintWriter;
import java.time.Instant;
import org.apache.kafka.common.header.Header;

/** Dead letters for people. Whatever strangers wrote is escaped and bounded. */
public final class DeadLetterText {

    private static final int MOST_OF_A_COLUMN = 40;
    private static final int MOST_OF_A_HEADER = 500;
    private static final int MOST_HEADERS = 50;
    /** What `show` prints of a value; `--raw` writes all of it. */
    private static final int MOST_OF_A_VALUE = 4_000;

    private DeadLetterText() {}

    /** The figures, then a line for each of the newest. */
    public static void print(DeadLetterSummary summary, PrintWriter out) {
        if (summary.letters() == 0) {
            out.println("no dead letters");
            return;
        }
        out.printf(
                "%d dead letters, %d bytes, arrived %s to %s; %d cut, %d sent back before%n%n",
                summary.letters(),
                summary.bytes(),
                Instant.ofEpochMilli(summary.firstMs()),
                Instant.ofEpochMilli(summary.lastMs()),
                summary.truncated(),
                summary.replayed());
        out.printf("%8s  %-18s %-14s %s%n", "count", "reason", "provider", "field");
        for (DeadLetterSummary.Count count : summary.counts()) {
            out.printf(
                    "%8d  %-18s %-14s %s%n",
                    count.letters(),
                    column(count.row().reason()),
                    column(count.row().provider()),
                    column(count.row().field()));
        }
        out.printf(
                "%n%-12s %-24s %-18s %-14s %-20s %8s%n", "newest", "arrived", "reason", "provider", "field", "bytes");
        summary.newest().forEach(letter -> out.println(line(letter)));
    }

    private static String line(DeadLetter letter) {
        return "%-12s %-24s %-18s %-14s %-20s %8d%s"
                .formatted(
                        letter.at(),
                        Instant.ofEpochMilli(letter.timestampMs()),
                        column(letter.reason()),
                        column(ProviderGuess.of(letter)),
                        column(letter.field()),
                        letter.size(),
                        letter.truncated() ? " cut" : "");
    }

    /** All that is known of one. */
    public static void print(DeadLetter letter, PrintWriter out) {
        out.println("at        " + letter.at());
        out.println("arrived   " + Instant.ofEpochMilli(letter.timestampMs()));
        out.println("read from " + text(letter.header(DeadLetterHeaders.TOPIC)) + " partition "
                + text(letter.header(DeadLetterHeaders.PARTITION)) + " offset "
                + text(letter.header(DeadLetterHeaders.OFFSET)));
        out.println("reason    " + text(letter.reason()));
        out.println("message   " + text(letter.header(DeadLetterHeaders.MESSAGE)));
        printIfThere("field     ", letter, DeadLetterHeaders.FIELD, out);
        printIfThere("value     ", letter, DeadLetterHeaders.VALUE, out);
        printIfThere("indexes   ", letter, DeadLetterHeaders.INDEXES, out);
        printIfThere("replays   ", letter, DeadLetterHeaders.REPLAYS, out);
        if (letter.truncated()) {
            out.println("cut       yes: what was over the limit is not here, and it cannot be sent back");
        }
        out.println("key       " + EscapedText.of(letter.key(), MOST_OF_A_HEADER));
        int shown = 0;
        for (Header header : letter.ownHeaders()) {
            if (shown++ == MOST_HEADERS) {
                out.println("header    ... (" + letter.ownHeaders().size() + " in all)");
                break;
            }
            out.println("header    " + text(header.key()) + " = " + EscapedText.of(header.value(), MOST_OF_A_HEADER));
        }
        out.println("record    " + letter.size() + " bytes");
        out.println(EscapedText.of(letter.value(), MOST_OF_A_VALUE));
    }

    private static void printIfThere(String label, DeadLetter letter, String header, PrintWriter out) {
        String value = letter.header(header);
        if (value != null) {
            out.println(label + text(value));
        }
    }

    private static String column(String text) {
        return PlainText.of(text, MOST_OF_A_COLUMN);
    }

    private static String text(String text) {
        return text == null ? DeadLetter.NONE : PlainText.of(text, MOST_OF_A_HEADER);
    }
}
