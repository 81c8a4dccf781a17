package io.auditsphere.app.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auditsphere.app.places.Places;
import io.auditsphere.schemas.OperationCategory;
import io.auditsphere.schemas.UserType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappingFileTest {

    private static final String FIELDS = "\"creation_time\":\"/t\",\"operation\":\"/o\",\"user_id\":\"/u\"";

    @TempDir
    Path folder;

    private MappedForm read(String json) throws IOException {
        return MappingFile.read(Files.writeString(folder.resolve("own.json"), json));
    }

    private static String mapping(String fields, String more) {
        return "{\"provider\":\"own\",\"fingerprint\":{\"present\":[\"/t\",\"/o\"]},\"fields\":{" + FIELDS
                + (fields.isEmpty() ? "" : "," + fields) + "}" + (more.isEmpty() ? "" : "," + more) + "}";
    }

    private EventDraft draft(MappedForm form, String json) throws IOException {
        JsonValue tree = JsonText.read(json.getBytes(StandardCharsets.UTF_8));
        assertThat(form.recognises(tree)).isTrue();
        List<EventDraft> drafts = new ArrayList<>();
        form.normalise(tree, drafts::add);
        assertThat(drafts).hasSize(1);
        return drafts.get(0);
    }

    /** What a value expression makes of a record's field v. */
    private String value(String expression, String v) throws IOException {
        MappedForm form = read(mapping("\"target\":" + expression, ""));
        return draft(form, "{\"t\":\"x\",\"o\":\"x\",\"u\":\"x\",\"v\":" + v + "}").target;
    }

    @Test
    void valuesAreFoundJoinedSplitAndLookedUp() throws IOException {
        assertThat(value("\"/v\"", "7")).isEqualTo("7");
        assertThat(value("\"/v/1/a\"", "[{\"a\":1},{\"a\":2}]")).isEqualTo("2");
        assertThat(value("\"/v/*/a\"", "[{\"b\":1},{\"a\":2},{\"a\":3}]")).isEqualTo("2");
        assertThat(value("\"/v/a~1b\"", "{\"a/b\":\"slash\"}")).isEqualTo("slash");
        assertThat(value("\"/v/in/side\"", "\"{\\\"in\\\":{\\\"side\\\":\\\"text\\\"}}\""))
                .isEqualTo("text");
        assertThat(value("[\"/none\",\"/v\",{\"constant\":\"last\"}]", "null")).isEqualTo("last");
        assertThat(value("{\"from\":[\"/v/*/a\",\"/u\"],\"join\":\"+\"}", "[{\"a\":1},{\"a\":2}]"))
                .isEqualTo("1+2+x");
        assertThat(value("{\"from\":\"/v\",\"split\":{\"by\":\"@\",\"take\":-1},\"lower_case\":true}", "\"a@B.C\""))
                .isEqualTo("b.c");
        assertThat(value("{\"from\":\"/v\",\"split\":{\"by\":\":\",\"take\":3}}", "\"a:b\""))
                .isNull();
        assertThat(value("{\"from\":\"/v\",\"values\":{\"Y\":\"yes\"},\"otherwise\":\"no\"}", "\"y\""))
                .isEqualTo("yes");
        assertThat(value("{\"from\":\"/v\",\"values\":{\"Y\":\"yes\"},\"otherwise\":\"no\"}", "\"n\""))
                .isEqualTo("no");
        assertThat(value("{\"from\":\"/v\",\"values\":{\"Y\":\"yes\"},\"otherwise\":\"no\"}", "null"))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "epoch_s | 1795080600 | 2026-11-19T09:30:00Z",
                "epoch_s | \"1795080600.5\" | 2026-11-19T09:30:00.500Z",
                "epoch_ms | 1795080600123 | 2026-11-19T09:30:00.123Z",
                "epoch_us | 1795080600123456 | 2026-11-19T09:30:00.123Z",
                "dd.MM.yyyy HH:mm:ss | \"19.11.2026 09:30:00\" | 2026-11-19T09:30:00Z",
                "EEE MMM d HH:mm:ss xx yyyy | \"Thu Nov 19 09:30:00 +0200 2026\" | 2026-11-19T07:30:00Z",
                "rfc3339 | \"2026-11-19T09:30:00\" | 2026-11-19T09:30:00",
                "epoch_ms | \"1e99999999\" | 1e99999999",
                "epoch_ms | -1 | -1",
                "epoch_s | \"soon\" | soon",
                "dd.MM.yyyy HH:mm:ss | \"soon\" | soon",
            })
    void timesAreRewrittenOrLeftForTheRejectionToShow(String form, String v, String expected) throws IOException {
        assertThat(value("{\"from\":\"/v\",\"time\":\"" + form + "\"}", v)).isEqualTo(expected);
    }

    @Test
    void wordsOfTheWireAreReadAndOthersAreNothing() throws IOException {
        MappedForm form = read(mapping("\"user_type\":\"/v\",\"operation_category\":{\"constant\":\"ADMIN\"}", ""));

        EventDraft admin = draft(form, "{\"t\":\"x\",\"o\":\"x\",\"u\":\"x\",\"v\":\"Admin\"}");
        assertThat(admin.userType).isEqualTo(UserType.ADMIN);
        assertThat(admin.category).isEqualTo(OperationCategory.ADMIN);
        assertThat(draft(form, "{\"t\":\"x\",\"o\":\"x\",\"u\":\"x\",\"v\":\"emperor\"}").userType)
                .isNull();
    }

    @Test
    void aListInsideARecordIsSeveralEvents() throws IOException {
        MappedForm form = read("{\"provider\":\"own\",\"fingerprint\":{\"present\":\"/batch/lines\",\"equals\":"
                + "{\"/kind\":[\"audit\",\"trail\"]}},\"list\":\"/batch/lines\",\"fields\":{" + FIELDS + "}}");
        JsonValue tree = JsonText.read("{\"kind\":\"trail\",\"batch\":{\"lines\":[{\"u\":\"a\"},{\"u\":\"b\"}]}}"
                .getBytes(StandardCharsets.UTF_8));
        List<String> users = new ArrayList<>();
        form.normalise(tree, draft -> users.add(draft.userId));

        assertThat(form.recognises(tree)).isTrue();
        assertThat(form.recognises(JsonText.read(
                        "{\"kind\":\"other\",\"batch\":{\"lines\":[]}}".getBytes(StandardCharsets.UTF_8))))
                .isFalse();
        assertThat(users).containsExactly("a", "b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[] | the file: expected an object with",
                "{\"provider\":\"Own\"} | /provider: expected a provider's name in lower case",
                "{\"provider\":\"own\"} | /fingerprint: expected an object with present, equals, found nothing",
                "{\"provider\":\"own\",\"provider\":\"own\"} | expected JSON: Duplicate field 'provider' at line 1",
                "{\"provider\":\"own\",\"fingerprint\":{\"present\":[\"/a\"]}} | /fingerprint: expected at least two conditions",
                "{\"provider\":\"own\",\"fingerprint\":{\"present\":[\"a\"]}} | /fingerprint/present/0: expected a path that begins with a slash",
                "{\"provider\":\"own\",\"fields\":{},\"extra\":1} | /extra: there is no such field; allowed are $schema,",
                "{\"provider\":\"own\",\"fingerprint\":{\"present\":[\"/a\",\"/b\"]},\"fields\":{\"operation\":\"/o\"}} | /fields/creation_time: expected where the record has it",
                "no JSON | expected JSON: ",
            })
    void aFileThatIsNoMappingIsRefusedWithWhatIsAllowed(String json, String message) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(folder.resolve("own.json") + ": ")
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"outcome\":{\"from\":\"/r\",\"values\":{\"OK\":\"fine\"}} | /fields/outcome/values/OK: expected one of success, failure, found \"fine\"",
                "\"usertype\":\"/r\" | /fields/usertype: there is no such field; allowed are event_id,",
                "\"target\":7 | /fields/target: expected a path such as /actor/email, an object with from or constant, or a list of these, found 7",
                "\"target\":[] | /fields/target: expected at least one path, found []",
                "\"target\":{\"form\":\"/r\"} | /fields/target/form: there is no such field; allowed are from, constant,",
                "\"target\":{\"lower_case\":true} | /fields/target: expected either from or constant",
                "\"target\":{\"from\":\"/r\",\"split\":{\"by\":\"\"}} | /fields/target/split/by: expected the text to split at",
                "\"target\":{\"from\":\"/r\",\"time\":\"HH:mm\"} | /fields/target/time: expected rfc3339, epoch_s,",
                "\"target\":{\"from\":\"/r\",\"time\":\"not a pattern\"} | /fields/target/time: expected rfc3339, epoch_s,",
                "\"target\":{\"from\":\"/r\",\"lower_case\":\"yes\"} | /fields/target/lower_case: expected true or false, found \"yes\"",
            })
    void aFieldThatCannotBeReadIsNamed(String field, String message) {
        assertThatThrownBy(() -> read(mapping(field, "")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(message);
    }

    @Test
    void operationsAndAttributesAreChecked() {
        assertThatThrownBy(() -> read(mapping("", "\"operations\":{\"a\":{\"category\":\"adminn\"}}")))
                .hasMessageContaining("/operations/a/category: expected one of access,");
        assertThatThrownBy(
                        () -> read(mapping("", "\"operations\":{\"a\":{\"category\":\"admin\",\"sensitive\":\"no\"}}")))
                .hasMessageContaining("/operations/a/sensitive: expected true or false");
        assertThatThrownBy(() -> read(mapping("", "\"attributes\":{\"a b\":\"/x\"}")))
                .hasMessageContaining("/attributes/a b: expected at most 16 attributes with names of letters");
    }

    @Test
    void aProviderThatIsNotConfiguredIsRefusedAndSoIsAMissingFile() throws IOException {
        Path file = Files.writeString(folder.resolve("own.json"), mapping("", ""));

        assertThatThrownBy(() -> OperatorFiles.read(
                        List.of(file), List.of(), List.of("box", "google"), Places.withoutDatabases()))
                .hasMessage(
                        file + ": /provider: \"own\" is not among the key providers (box, google); add it there, or its"
                                + " events go to the dead letters");
        assertThatThrownBy(() -> MappingFile.read(folder.resolve("none.json")))
                .hasMessage(folder.resolve("none.json") + ": there is no such file");
    }

    @Test
    void aCatalogueFileStandsOverAMappingAndBothOverWhatIsBuiltIn() throws IOException {
        Path file = Files.writeString(
                folder.resolve("own.json"),
                mapping(
                        "",
                        "\"operations\":{\"x.delete\":{\"category\":\"deletion\"},\"x.*\":{\"category\":\"access\"}}"));
        Path lines =
                Files.writeString(folder.resolve("own.tsv"), "own\tx.delete\tadmin\tyes\nbox\tDOWNLOAD\taccess\tyes\n");
        OperatorFiles files =
                OperatorFiles.read(List.of(file), List.of(lines), Set.of("own", "box"), Places.withoutDatabases());

        assertThat(files.catalogue().find("own", "x.delete").category()).isEqualTo(OperationCategory.ADMIN);
        assertThat(files.catalogue().find("own", "x.read").category()).isEqualTo(OperationCategory.ACCESS);
        assertThat(files.catalogue().find("box", "DOWNLOAD").sensitive()).isTrue();
        assertThat(files.normalisers()).hasSize(NativeForms.ALL.size() + 1);
    }
}
