package io.auditsphere.app.ingest;

import io.auditsphere.schemas.FailureKind;
import io.auditsphere.schemas.OperationCategory;
import io.auditsphere.schemas.Outcome;
import io.auditsphere.schemas.UserType;
import io.auditsphere.schemas.WireName;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The normalised fields that a mapping can fill, under their names on the wire in lower case. */
enum MappedField {
    EVENT_ID,
    CREATION_TIME,
    OPERATION,
    OPERATION_CATEGORY,
    USER_ID,
    USER_TYPE,
    CLIENT_IP,
    USER_AGENT,
    RESOURCE_PATH,
    RESOURCE_NAME,
    OUTCOME,
    FAILURE_KIND,
    TARGET,
    COUNTRY,
    CITY,
    LATITUDE,
    LONGITUDE,
    SENSITIVE;

    /** Without these nothing is an event; an id is made where none is mapped. */
    static final List<MappedField> REQUIRED = List.of(CREATION_TIME, OPERATION, USER_ID);

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The words that it can hold; empty for any text. */
    List<String> words() {
        return switch (this) {
            case OPERATION_CATEGORY -> names(OperationCategory.values());
            case USER_TYPE -> names(UserType.values());
            case OUTCOME -> names(Outcome.values());
            case FAILURE_KIND -> names(FailureKind.values());
            case SENSITIVE -> List.of("true", "false");
            default -> List.of();
        };
    }

    private static List<String> names(WireName[] constants) {
        return Stream.of(constants).map(WireName::wireName).toList();
    }
}
