package io.auditsphere.app.storage;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.auditsphere.schemas.AuditEvent;
import io.auditsphere.schemas.FailureKind;
import io.auditsphere.schemas.OperationCategory;
import io.auditsphere.schemas.Outcome;
import io.auditsphere.schemas.UserType;
import io.auditsphere.schemas.WireName;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Turns rows of the program's own {@code audit_activities} back into the events that were written. Not thread-safe. */
final class OwnRows {

    /** What to select, in the order in which {@link #event} reads it; arrival is the last. */
    static final String COLUMNS =
            "provider, event_id, creation_time, operation, operation_category, user_id, user_type,"
                    + " client_ip, user_agent, resource_path, resource_name, outcome, failure_kind, target, country, city,"
                    + " latitude, longitude, sensitive, nullif(attributes, '{}'), ingested_at";

    static final int ARRIVAL_COLUMN = 21;

    private static final JsonFactory JSON = new JsonFactory();

    private final Map<String, OperationCategory> categories = byName(OperationCategory.class);
    private final Map<String, UserType> userTypes = byName(UserType.class);
    private final Map<String, Outcome> outcomes = byName(Outcome.class);
    private final Map<String, FailureKind> failureKinds = byName(FailureKind.class);

    private static <E extends Enum<E> & WireName> Map<String, E> byName(Class<E> type) {
        Map<String, E> names = new HashMap<>();
        for (E constant : type.getEnumConstants()) {
            names.put(constant.wireName(), constant);
        }
        return names;
    }

    static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    AuditEvent event(ResultSet row) throws SQLException {
        return new AuditEvent(
                row.getString(2),
                row.getString(1),
                instant(row, 3),
                row.getString(4),
                categories.get(row.getString(5)),
                row.getString(6),
                userTypes.get(row.getString(7)),
                row.getString(8),
                row.getString(9),
                row.getString(10),
                row.getString(11),
                outcomes.get(row.getString(12)),
                failureKinds.get(row.getString(13)),
                row.getString(14),
                row.getString(15),
                row.getString(16),
                real(row, 17),
                real(row, 18),
                row.getBoolean(19),
                null,
                null,
                attributes(row.getString(20)));
    }

    private static Double real(ResultSet row, int column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? null : value;
    }

    private static Map<String, String> attributes(String json) throws SQLException {
        if (json == null) {
            return Map.of();
        }
        Map<String, String> attributes = new LinkedHashMap<>();
        try (JsonParser parser = JSON.createParser(json)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                attributes.put(name, parser.getText());
            }
        } catch (IOException e) {
            throw new SQLException("attributes: expected an object of texts; audit_activities was changed by hand", e);
        }
        return attributes;
    }
}
