package io.auditsphere.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeysTest {

    /** Keys are API: a change of this file is a decision, and the shipped file documents every key there is. */
    @Test
    void theShippedFileHasEveryKeyWithItsDefault() throws IOException {
        Path shipped = Path.of("src/main/dist/conf/auditsphere.properties");

        assertThat(ConfigurationText.template())
                .as("%s lists every key; write it anew with `auditsphere config --template`", shipped)
                .isEqualTo(Files.readString(shipped, StandardCharsets.UTF_8));
    }

    @Test
    void everyDefaultIsAllowed() {
        Configuration defaults = Configuration.defaults();

        assertThat(Keys.all())
                .allSatisfy(setting ->
                        assertThat(defaults.get(setting)).as(setting.key()).isNotNull());
    }

    @Test
    void noTwoKeysShareANameOrAVariable() {
        assertThat(Keys.all()).extracting(Setting::key).doesNotHaveDuplicates();
        assertThat(Keys.all()).extracting(Setting::environmentVariable).doesNotHaveDuplicates();
    }

    @Test
    void whatConfigPrintsCanBeReadBack() throws IOException {
        Path printed = Files.createTempFile("printed", ".properties");
        Files.writeString(printed, ConfigurationText.inForce(Configuration.defaults()));
        Configuration again = ConfigurationLoader.load(Optional.of(printed), Map.of(), List.of());

        assertThat(Keys.all())
                .allSatisfy(setting -> assertThat(again.get(setting))
                        .isEqualTo(Configuration.defaults().get(setting)));
    }
}
