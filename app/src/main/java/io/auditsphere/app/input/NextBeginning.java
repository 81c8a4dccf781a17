package io.auditsphere.app.input;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.InputStream;

/**
 * Where reading goes on in a document whose JSON broke: the next line of which a document or an element of a list is the
 * first thing. Only its column says which it is, since what is broken has no depth.
 *
 * @param first the brace or bracket, which has been read
 * @param column where in its line that stands, from 1
 * @param linesPassed how many lines ended before it
 */
record NextBeginning(int first, int column, long linesPassed) {

    /**
     * The column of the brace that a parser broke at and has taken, where it may be a beginning: what was not ended breaks
     * at what comes next.
     *
     * @param elements the column of elements, from 1
     * @return 0 if it broke at anything else
     */
    static int taken(JsonProcessingException broken, int elements) {
        int at = broken.getLocation().getColumnNr();
        boolean brace = broken.getOriginalMessage().startsWith("Unexpected character ('{'");
        return brace && (at == 1 || at == elements) ? at : 0;
    }

    /**
     * Reads on to the next line whose first brace or bracket stands in the first column, or whose first brace stands in the
     * elements' column; between the line's beginning and that there may be the end of the element before ({@code "}, {"}).
     *
     * @param text is read up to that brace and no further
     * @param at the column of the next byte where it may be that brace, from 1; 0 where it may not
     * @param elements the column of elements, from 1
     * @return null if the text ends before
     */
    static NextBeginning findOrNull(InputStream text, int at, int elements) throws IOException {
        int column = at;
        boolean before = at > 0;
        long lines = 0;
        for (int b = text.read(); b >= 0; b = text.read()) {
            boolean document = column == 1 && (b == '{' || b == '[');
            if (before && (document || (column == elements && b == '{'))) {
                return new NextBeginning(b, column, lines);
            }
            boolean ended = b == '\n';
            before = ended || (before && (b == ' ' || b == '\t' || b == '}' || b == ','));
            column = ended ? 1 : column + 1;
            lines += ended ? 1 : 0;
        }
        return null;
    }
}
