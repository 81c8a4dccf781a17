package io.auditsphere.app.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auditsphere.app.testing.TestDatabases;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MigrationTest {

    @Test
    void keepsToItsOwnSchemaAndRunsTwice() throws SQLException {
        try (Database database = TestDatabases.empty()) {
            TestDatabases.execute(
                    database,
                    "create table public.audit_activities (id int primary key, mine text)",
                    "insert into public.audit_activities values (1, 'untouched')");
            database.migrate();
            database.migrate();
            assertThat(strings(
                            database,
                            "select column_name from information_schema.columns"
                                    + " where table_schema = 'public' order by 1"))
                    .containsExactly("id", "mine");
            assertThat(strings(database, "select mine from public.audit_activities"))
                    .containsExactly("untouched");
            assertThat(
                            strings(
                                    database,
                                    "select table_name from information_schema.tables where table_schema = 'auditsphere' order by 1"))
                    .contains("audit_activities", "model_snapshots", "training_runs");
        }
    }

    @Test
    void refusesASchemaThatIsSomebodyElses() throws SQLException {
        try (Database database = TestDatabases.empty()) {
            TestDatabases.execute(
                    database, "create schema auditsphere", "create table auditsphere.audit_activities (mine text)");
            assertThatThrownBy(database::migrate)
                    .isInstanceOf(SchemaException.class)
                    .hasMessageContaining("database.schema");
        }
    }

    @Test
    void saysThatADatabaseIsAwayWithoutHangingOnItsStart() {
        DatabaseSettings nobody = new DatabaseSettings(
                DatabaseUrl.parse("postgresql://u:hunter2@127.0.0.1:1/none"),
                null,
                null,
                "auditsphere",
                1,
                java.time.Duration.ofMillis(250));
        try (Database database = Database.open(nobody)) {
            assertThatThrownBy(database::migrate)
                    .isInstanceOf(SQLException.class)
                    .hasMessageNotContaining("hunter2");
        }
    }

    private static List<String> strings(Database database, String sql) throws SQLException {
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }
}
