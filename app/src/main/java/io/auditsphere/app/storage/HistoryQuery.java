package io.auditsphere.app.storage;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * The statements that read one table of history. Values are always bound; what is put together here is names of columns
 * and tables that the catalogue gave, quoted.
 */
final class HistoryQuery {

    private final HistorySource source;
    private final boolean own;
    private final boolean byProvider;

    private HistoryQuery(HistorySource source) {
        this.source = source;
        this.own = source.kind() == HistorySource.Kind.OWN;
        this.byProvider = source.kind() != HistorySource.Kind.LEGACY || source.has("provider");
    }

    static HistoryQuery of(HistorySource source) {
        return new HistoryQuery(source);
    }

    boolean canBeRead() {
        return missingColumn() == null;
    }

    /** A column without which nothing can be made of the table, or null if they are all there. */
    String missingColumn() {
        List<String> needed = source.kind() == HistorySource.Kind.LEGACY
                ? List.of("creation_time", "operation", "user_id")
                : List.of("provider", "creation_time", "operation", "user_id");
        return needed.stream().filter(name -> !source.has(name)).findFirst().orElse(null);
    }

    /** The newest event time. */
    String newest() {
        return "select max(" + eventTime() + ") from " + table() + where();
    }

    /** The number of events, and of accounts that are no service accounts. */
    String measure() {
        return "select coalesce(sum(u.events), 0), count(*) filter (where u.person) from (select count(*) as events, "
                + (source.has("user_type") ? "bool_or(" + isPerson() + ")" : "true") + " as person from " + table()
                + where() + " group by t.user_id) u";
    }

    /** The old service's numbers are Microsoft's: 4 system, 5 application, 6 service principal, 7 and 8 policies. */
    private String isPerson() {
        return own
                ? "t.user_type <> 'service'"
                : "t.user_type is null or t.user_type::text not in ('service', '4', '5', '6', '7', '8')";
    }

    /** The rows in order of arrival. */
    String rows() {
        return own
                ? "select " + OwnRows.COLUMNS + " from " + table() + where()
                        + " order by ingested_at, kafka_partition, kafka_offset, record_index, creation_time, event_id"
                : "select " + asJson() + ", " + arrival() + " from " + table() + where() + " order by "
                        + foreignOrder();
    }

    /** A row as the object that the decoder reads: no nulls, the time with its zone, an id where there is one. */
    private String asJson() {
        String id = source.has("event_id")
                ? source.has("id") ? "coalesce(t.event_id::text, t.id::text)" : "t.event_id::text"
                : source.has("id") ? "t.id::text" : "null";
        return "jsonb_strip_nulls(to_jsonb(t) || jsonb_build_object('event_id', " + id + ", 'creation_time', "
                + eventTime() + "))::text";
    }

    private String arrival() {
        return source.has("ingested_at") ? "coalesce(t.ingested_at::timestamptz, " + eventTime() + ")" : eventTime();
    }

    private String foreignOrder() {
        StringBuilder order = new StringBuilder(arrival());
        for (String column :
                List.of("kafka_partition", "kafka_offset", "record_index", "creation_time", "event_id", "id")) {
            if (source.has(column)) {
                order.append(", t.").append(column);
            }
        }
        return order.toString();
    }

    private String eventTime() {
        return own ? "t.creation_time" : "t.creation_time::timestamptz";
    }

    private String table() {
        return source.quotedName() + " t";
    }

    private String where() {
        return " where " + eventTime() + " between ? and ?" + (byProvider ? " and t.provider = ?" : "");
    }

    /** One row if anything came after a time. */
    String anySince() {
        String time = own ? "t.ingested_at" : arrival();
        return "select 1 from " + table() + " where " + time + " > ?" + (byProvider ? " and t.provider = ?" : "")
                + " limit 1";
    }

    void bindSince(PreparedStatement statement, String provider, Instant since) throws SQLException {
        statement.setObject(1, HistoryReader.utc(since));
        if (byProvider) {
            statement.setString(2, provider);
        }
    }

    void bind(PreparedStatement statement, String provider, Instant from, Instant to) throws SQLException {
        statement.setObject(1, HistoryReader.utc(from));
        statement.setObject(2, HistoryReader.utc(to));
        if (byProvider) {
            statement.setString(3, provider);
        }
    }
}
