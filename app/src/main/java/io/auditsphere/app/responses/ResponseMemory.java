package io.auditsphere.app.responses;

/** What the planner remembers between findings: small values by key, in the stream a store. */
public interface ResponseMemory {

    /** The value last put under the key; null if there is none. */
    byte[] get(String key);

    /** Keeps a value. */
    void put(String key, byte[] value);
}
