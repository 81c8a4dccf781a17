package io.auditsphere.app.places;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlacesReloadTest {

    private static final String VIENNA = "198.51.100.7";

    @TempDir
    Path folder;

    private final AtomicLong nanos = new AtomicLong();
    private final List<Runnable> background = new ArrayList<>();
    private Path file;
    private Places places;
    private int version;

    @BeforeEach
    void open() throws IOException {
        file = folder.resolve("city.mmdb");
        replace(Files.readAllBytes(PlaceFiles.CITY));
        places = Places.open(new PlaceSettings(file, null, null, List.of()), nanos::get, background::add);
    }

    @Test
    void aNewFileTakesThePlaceOfTheOldForAddressesThatWereCachedToo() throws IOException {
        assertThat(places.find(VIENNA).city()).isEqualTo("Vienna");
        replace(Files.readAllBytes(PlaceFiles.CITY_CORRECTED));
        lookAgain();

        assertThat(places.find(VIENNA).city()).isEqualTo("Graz");
        assertThat(places.failing()).isFalse();
    }

    @Test
    void theFileIsLookedAtOnceAnIntervalHoweverManyLookUpsThereAre() {
        for (int i = 0; i < 1000; i++) {
            places.find(VIENNA);
        }
        assertThat(background).isEmpty();
        nanos.addAndGet(Places.LOOK_EVERY.toNanos());
        for (int i = 0; i < 1000; i++) {
            places.find(VIENNA);
        }
        assertThat(background).hasSize(1);
    }

    @Test
    void aBrokenNewFileKeepsTheOldContentAndIsReported() throws IOException {
        byte[] whole = Files.readAllBytes(PlaceFiles.CITY_CORRECTED);
        replace(Arrays.copyOf(whole, whole.length - 200));
        lookAgain();

        assertThat(places.find(VIENNA).city()).isEqualTo("Vienna");
        assertThat(places.failing()).isTrue();
        assertThat(places.states())
                .singleElement()
                .satisfies(state -> assertThat(state.problem()).contains("geoip.database: " + file));

        replace(whole);
        lookAgain();

        assertThat(places.find(VIENNA).city()).isEqualTo("Graz");
        assertThat(places.failing()).isFalse();
        assertThat(places.states())
                .singleElement()
                .satisfies(state -> assertThat(state.problem()).isNull());
    }

    @Test
    void aFileThatIsGoneKeepsTheOldContent() throws IOException {
        Files.delete(file);
        lookAgain();

        assertThat(places.find(VIENNA).city()).isEqualTo("Vienna");
        assertThat(places.failing()).isTrue();
    }

    @Test
    void aDatabaseOfAnotherSortKeepsTheOldContent() throws IOException {
        replace(Files.readAllBytes(PlaceFiles.ASN));
        lookAgain();

        assertThat(places.find(VIENNA).city()).isEqualTo("Vienna");
        assertThat(places.states().get(0).problem()).contains("it is of type GeoLite2-ASN");
    }

    private void lookAgain() {
        nanos.addAndGet(Places.LOOK_EVERY.toNanos());
        places.find(VIENNA);
        List<Runnable> looks = List.copyOf(background);
        background.clear();
        looks.forEach(Runnable::run);
    }

    /** As updaters do it: written beside, then moved over. The times differ though a test is faster than a clock's tick. */
    private void replace(byte[] content) throws IOException {
        Path beside = Files.write(folder.resolve("beside"), content);
        Files.setLastModifiedTime(beside, FileTime.fromMillis(1_000L * ++version));
        Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
