package io.auditsphere.app.cli;

/**
 * Ends a service when the process is asked to end (SIGTERM, SIGINT), and the process with {@link ExitCodes#DONE} after
 * that, since it did what it was asked to.
 */
final class EndOnSignal {

    private static volatile boolean commandEnded;

    private EndOnSignal() {}

    /** Ends this when the process is asked to end; the last thing that the process does. */
    static void of(AutoCloseable service) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(service), "end-on-signal"));
    }

    /** Says that the command has ended by itself, so that its own exit code stands. */
    static void commandEnded() {
        commandEnded = true;
    }

    private static void end(AutoCloseable service) {
        if (commandEnded) {
            return;
        }
        int code = ExitCodes.DONE;
        try {
            service.close();
        } catch (Exception e) {
            System.err.println("did not end cleanly: " + e);
            code = ExitCodes.FAILED;
        }
        System.out.flush();
        System.err.flush();
        // Else the JVM would end with 130 or 143, as if it had been torn down.
        Runtime.getRuntime().halt(code);
    }
}
