package io.auditsphere.app.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {

    @Test
    void readsTheFormOfHostingServices() {
        DatabaseUrl url =
                DatabaseUrl.parse("postgresql://audit:s%40fe%2Fword@db.example.com:6543/logs?sslmode=require");
        assertThat(url.jdbcUrl()).isEqualTo("jdbc:postgresql://db.example.com:6543/logs");
        assertThat(url.user()).isEqualTo("audit");
        assertThat(url.password()).isEqualTo("s@fe/word");
        assertThat(url.properties()).isEqualTo(Map.of("sslmode", "require"));
    }

    @Test
    void readsTheFormOfJdbc() {
        DatabaseUrl url =
                DatabaseUrl.parse("jdbc:postgresql://db:5433/logs?user=audit&password=p%26q&ApplicationName=x");
        assertThat(url.jdbcUrl()).isEqualTo("jdbc:postgresql://db:5433/logs");
        assertThat(url.user()).isEqualTo("audit");
        assertThat(url.password()).isEqualTo("p&q");
        assertThat(url.properties()).isEqualTo(Map.of("ApplicationName", "x"));
    }

    @Test
    void readsCredentialsThatSomebodyPutIntoTheAuthorityOfTheJdbcForm() {
        DatabaseUrl url = DatabaseUrl.parse("jdbc:postgresql://audit:secret@db/logs");
        assertThat(url.jdbcUrl()).isEqualTo("jdbc:postgresql://db/logs");
        assertThat(url.password()).isEqualTo("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"postgres://u:p@h/d", "postgresql+asyncpg://u:p@h/d", "postgresql+psycopg2://u:p@h/d"})
    void takesTheOtherNamesOfTheScheme(String text) {
        DatabaseUrl url = DatabaseUrl.parse(text);
        assertThat(url.jdbcUrl()).isEqualTo("jdbc:postgresql://h/d");
        assertThat(url.user()).isEqualTo("u");
        assertThat(url.password()).isEqualTo("p");
    }

    @Test
    void keepsAnAtSignAndAPlusAndAColonOfThePassword() {
        assertThat(DatabaseUrl.parse("postgres://u:a@b+c:d@h/db").password()).isEqualTo("a@b+c:d");
    }

    @Test
    void namesTheLocalHostWhereNoHostIsGiven() {
        assertThat(DatabaseUrl.parse("postgresql:///logs").jdbcUrl()).isEqualTo("jdbc:postgresql://localhost/logs");
        assertThat(DatabaseUrl.parse("postgresql://h").jdbcUrl()).isEqualTo("jdbc:postgresql://h/");
    }

    @Test
    void takesAddressesOfVersion6AndSeveralHosts() {
        assertThat(DatabaseUrl.parse("postgresql://u@[::1]:5432,h2:5433/d").jdbcUrl())
                .isEqualTo("jdbc:postgresql://[::1]:5432,h2:5433/d");
    }

    @Test
    void translatesParametersToTheDriversNames() {
        DatabaseUrl url =
                DatabaseUrl.parse("postgresql://h/d?ssl=require&connect_timeout=7&target_session_attrs=read-write"
                        + "&user=u&password=p&application_name=a%20b");
        assertThat(url.user()).isEqualTo("u");
        assertThat(url.password()).isEqualTo("p");
        assertThat(url.properties())
                .isEqualTo(Map.of(
                        "sslmode", "require",
                        "connectTimeout", "7",
                        "targetServerType", "primary",
                        "ApplicationName", "a b"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://u:hunter2@h/d",
                "u:hunter2@h/d",
                "postgresql://u:hunter2%zz@h/d",
                "postgresql://u:hunter2/x@h/d",
                "postgresql://u:hunter2%@h/d",
                ""
            })
    void saysWhatIsWrongButNeverThePassword(String text) {
        assertThatThrownBy(() -> DatabaseUrl.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("hunter2")
                .message()
                .isNotBlank();
    }

    @Test
    void neverPrintsThePassword() {
        DatabaseSettings settings = new DatabaseSettings(
                DatabaseUrl.parse("postgresql://u:hunter2@h/d?sslpassword=hunter2"),
                null,
                "hunter2",
                "auditsphere",
                4,
                Duration.ofSeconds(1));
        assertThat(settings.toString()).contains("h/d").doesNotContain("hunter2");
        assertThat(settings.url().toString()).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Audit", "a b", "a;drop table x", "1a", "a\"b"})
    void refusesSchemasThatWouldNeedQuoting(String schema) {
        assertThatThrownBy(() -> new DatabaseSettings(
                        DatabaseUrl.parse("postgresql://h/d"), null, null, schema, 4, Duration.ofSeconds(1)))
                .hasMessageContaining("database.schema");
    }
}
