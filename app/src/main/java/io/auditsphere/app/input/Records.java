package io.auditsphere.app.input;

import java.io.IOException;

/** The records of one file, in its order. For one thread. */
interface Records extends AutoCloseable {

    /**
     * The next record; null after the last.
     *
     * @throws IOException if the file cannot be read on
     */
    InputRecord next() throws IOException;

    /** Why the rest of the file was not read although it ended well for the operating system; null if all was. */
    default String brokenOffOrNull() {
        return null;
    }

    @Override
    void close() throws IOException;
}
