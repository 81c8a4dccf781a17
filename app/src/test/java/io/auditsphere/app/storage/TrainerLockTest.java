package io.auditsphere.app.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.auditsphere.app.testing.TestDatabases;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrainerLockTest {

    @Test
    void letsOneTrainerInAtATimeAndNamesTheHolder() throws SQLException {
        try (Database database = TestDatabases.migrated()) {
            assertThat(TrainerLock.holder(database)).isEqualTo("nobody");
            Optional<TrainerLock> first = TrainerLock.tryAcquire(database);
            assertThat(first).isPresent();
            assertThat(TrainerLock.tryAcquire(database)).as("a second trainer").isEmpty();
            assertThat(TrainerLock.holder(database))
                    .contains("auditsphere pid " + ProcessHandle.current().pid())
                    .contains("127.0.0.1");
            first.get().close();
            Optional<TrainerLock> next = TrainerLock.tryAcquire(database);
            assertThat(next).as("after the first let go").isPresent();
            next.get().close();
        }
    }
}
