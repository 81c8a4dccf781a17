package io.auditsphere.app.input;

import java.io.IOException;

/** A file of a kind that holds no records; the message says what was found and what to do, without the file's name. */
public final class UnusableFileException extends IOException {

    private static final long serialVersionUID = 1L;

    UnusableFileException(String message) {
        super(message);
    }
}
