package io.auditsphere.app.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.app.config.ComponentSettings;
import io.auditsphere.app.config.ConfigurationLoader;
import io.auditsphere.app.places.Places;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads the examples out of the page: what stands there is what the decoder does. */
@DisplayName("docs/FORMATS.md shows")
class FormatsPageTest {

    private static final Path PAGE = Path.of("../docs/FORMATS.md");
    private static final Instant ARRIVAL = Instant.parse("2026-11-20T10:00:00Z");
    private static final Pattern BLOCK =
            Pattern.compile("<!-- (arrives: (\\w+) (\\d+)|settings|mapping) -->\n```\\w+\n(.*?)\n```", Pattern.DOTALL);

    @TempDir
    Path folder;

    private static List<MatchResult> blocks(String kind) throws IOException {
        return BLOCK.matcher(Files.readString(PAGE))
                .results()
                .filter(block -> block.group(1).startsWith(kind))
                .toList();
    }

    @Test
    @DisplayName("records that are read as the provider's, every event of them")
    void whatArrives() throws IOException {
        Path mapping = Files.writeString(
                folder.resolve("mapping.json"), blocks("mapping").get(0).group(4));
        Set<String> providers = Set.of("microsoft", "google", "box", "dropbox", "aws", "azure", "oci", "intranet");
        OperatorFiles files = OperatorFiles.read(List.of(mapping), List.of(), providers, Places.withoutDatabases());
        IngestSettings defaults = IngestSettings.defaults();
        EventDecoder decoder = new EventDecoder(
                new IngestSettings(providers, defaults.maxBytes(), defaults.maxAhead(), defaults.maxAge(), files));
        Set<String> shown = new HashSet<>();
        for (MatchResult block : blocks("arrives")) {
            DecodedRecord record =
                    decoder.decode(block.group(4).getBytes(StandardCharsets.UTF_8), ARRIVAL.toEpochMilli());
            assertThat(record.rejections()).as(block.group(4)).isEmpty();
            assertThat(record.events()).as(block.group(4)).hasSize(Integer.parseInt(block.group(3)));
            assertThat(record.events())
                    .allSatisfy(event -> assertThat(event.provider()).isEqualTo(block.group(2)))
                    .allSatisfy(
                            event -> assertThat(event.creationTime()).isBetween(ARRIVAL.minusSeconds(86_400), ARRIVAL));
            shown.add(block.group(2));
        }
        assertThat(shown).as("every provider has an example").isEqualTo(providers);
    }

    @Test
    @DisplayName("settings that the program takes")
    void settings() throws IOException {
        assertThat(blocks("settings")).isNotEmpty();
        for (MatchResult block : blocks("settings")) {
            Path file = Files.writeString(folder.resolve("some.properties"), block.group(4));
            assertThat(new ComponentSettings(ConfigurationLoader.load(Optional.of(file), Map.of(), List.of())).ingest())
                    .isNotNull();
        }
    }
}
