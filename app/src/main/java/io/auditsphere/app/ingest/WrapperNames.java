package io.auditsphere.app.ingest;

import java.util.List;

/** The names under which collectors and exports keep events. */
public final class WrapperNames {

    /** The more telling first; {@code data} and {@code message} hold anything. */
    public static final List<String> ALL = List.of(
            "records",
            "Records",
            "items",
            "entries",
            "events",
            "value",
            "detail",
            "logEvents",
            "payload",
            "AuditData",
            "RawEventData",
            "o365audit",
            "logContent",
            "event.original",
            "_raw",
            "message",
            "data");

    private WrapperNames() {}
}
