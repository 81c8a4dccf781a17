package io.auditsphere.app.input;

import io.auditsphere.app.ingest.Rejection;

/**
 * One record of a log, and where it stood.
 *
 * @param value its bytes as the decoder takes them; of a row or document that cannot be taken apart what there is of it
 * @param file the file's name as it was given or found; {@code -} for standard input
 * @param line the line that it begins on, from 1
 * @param number which record of the file it is, from 1, where a line number says nothing (a document may be one line);
 *     else 0
 * @param cut whether the record went on where reading stopped, since it is longer than a record may be
 * @param problem why this is no record at all (a row without its column, a document that breaks off); null if it is one
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody; a copy of every record is what this avoids.
public record InputRecord(byte[] value, String file, long line, long number, boolean cut, Rejection problem) {

    /** Where it stood, for people: {@code file:line}, or the number of the record in a document. */
    public String where() {
        return number == 0 ? file + ":" + line : file + ", record " + number + " (line " + line + ")";
    }
}
