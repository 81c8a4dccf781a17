package io.auditsphere.app.chaos;

import io.auditsphere.app.local.EmbeddedKafka;
import java.io.OutputStream;
import java.nio.file.Path;

/** A broker as a process of its own: {@code BrokerMain FOLDER PORT}. Ends when its standard input does. */
final class BrokerMain {

    static final String READY = "The broker answers on port ";

    private BrokerMain() {}

    public static void main(String[] arguments) throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start(Path.of(arguments[0]), Integer.parseInt(arguments[1]))) {
            System.out.println(READY + kafka.port() + ".");
            // The end of a parent that was killed closes the pipe.
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }
}
