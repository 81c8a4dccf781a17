package io.auditsphere.app.cli;

/** The embedded broker and database, which container images leave out. */
final class LocalParts {

    private LocalParts() {}

    /** Refuses to go on without them. */
    static void require() {
        try {
            Class.forName("kafka.server.KafkaRaftServer", false, LocalParts.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new NotReadyException(
                    "this installation has no embedded Kafka and Postgres (lib/local); container images"
                            + " leave them out. Use a full distribution, or ./mvnw -q -Plocal in a clone");
        }
    }
}
