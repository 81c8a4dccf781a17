package io.auditsphere.app.ingest;

/**
 * How much of what strangers wrote is kept, in characters. What identifies is never cut, since two cut ids may be equal:
 * an event id is hashed, a user id or an operation that is too long is rejected. What only describes is cut.
 */
final class Bounds {

    static final int EVENT_ID = 512;
    static final int USER_ID = 512;
    static final int OPERATION = 512;
    static final int USER_AGENT = 512;
    static final int RESOURCE_PATH = 2048;
    static final int RESOURCE_NAME = 1024;
    static final int TARGET = 512;
    static final int CITY = 128;
    static final int ATTRIBUTES = 16;
    static final int ATTRIBUTE_NAME = 64;
    static final int ATTRIBUTE_VALUE = 512;

    private Bounds() {}
}
