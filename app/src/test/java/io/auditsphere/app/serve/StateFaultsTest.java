package io.auditsphere.app.serve;

import static io.auditsphere.app.serve.StreamOnBroker.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auditsphere.model.scoring.ModelSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The place of state fails: it cannot be written at the start, or is full in the middle of things. */
class StateFaultsTest {

    private static final int EVENTS = 60;

    private final StreamOnBroker stream = new StreamOnBroker("faults");

    @TempDir
    Path folder;

    @AfterEach
    void disconnect() {
        stream.close();
    }

    @Test
    void aStateFolderBelowAFileRefusesTheStartAndSaysWhichKeyToSet() throws IOException {
        Path file = Files.createFile(folder.resolve("a file"));

        assertThatThrownBy(() -> stream.start(file.resolve("state"), provider -> null, () -> {}))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageContaining("state.folder")
                .hasMessageContaining(file.resolve("state").toString());
    }

    @Test
    void aFullDiskEndsTheStreamAndWhenThereIsRoomEveryEventIsAnsweredOnce() throws Exception {
        stream.createTopics(1);
        AtomicBoolean full = new AtomicBoolean();
        ModelSource disk = provider -> {
            if (full.get()) {
                throw new ProcessorStateException(
                        "Error while writing", new IOException("No space left on device (injected)"));
            }
            return null;
        };
        try (StreamsRuntime runtime = stream.start(folder, disk, () -> {})) {
            produce(0, EVENTS / 2);
            assertThat(stream.answered(EVENTS / 2)).hasSize(EVENTS / 2);
            full.set(true);
            produce(EVENTS / 2, EVENTS);
            assertThat(runtime.awaitEnd(PATIENCE))
                    .as("it ends, so that another instance takes over")
                    .isTrue();
            assertThat(runtime.live()).as("the liveness probe").isFalse();
            assertThat(runtime.failure()).isPresent();
        }
        assertThat(stream.counters().deadLetters()).as("no event is at fault").isEmpty();

        full.set(false);
        try (StreamsRuntime again = stream.start(folder, disk, () -> {})) {
            assertThat(again.awaitReady(PATIENCE)).isTrue();
            assertThat(stream.answered(EVENTS)).doesNotHaveDuplicates().hasSize(EVENTS);
        }
    }

    private void produce(int from, int to) {
        for (int i = from; i < to; i++) {
            stream.send(StreamOnBroker.event("e" + i, "user" + i % 7 + "@example.com", Instant.now()));
        }
    }
}
