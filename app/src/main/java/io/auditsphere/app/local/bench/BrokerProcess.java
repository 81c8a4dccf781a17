package io.auditsphere.app.local.bench;

import io.auditsphere.app.local.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Path;

/** The broker of a benchmark as a process: its one argument is its folder. */
final class BrokerProcess {

    static final String ADDRESS = "bootstrap.servers";

    private BrokerProcess() {}

    /** Runs until standard input ends. */
    public static void main(String[] arguments) throws IOException {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(Path.of(arguments[0]))) {
            System.out.println(ADDRESS + "=" + kafka.bootstrapServers());
            while (System.in.read() >= 0) {
                // Whatever the parent writes, it is there.
            }
        }
        System.exit(0);
    }
}
