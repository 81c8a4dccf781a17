package io.auditsphere.app.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Finds TCP ports of the loopback interface that nobody listens on. Thread-safe. */
public final class LocalPorts {

    /**
     * Below the ports that operating systems give to outgoing connections (from 32,768 on Linux, from 49,152 elsewhere):
     * a server that is restarted must find its port free, and among those a client may have been given it meanwhile. One
     * that retries a port which nobody listens on may even be connected with itself and hold it.
     */
    private static final int FIRST = 20_000;

    private static final int BEHIND_LAST = 32_768;
    private static final int ATTEMPTS = 100;

    private LocalPorts() {}

    /**
     * The preferred port if it is free now, else any free one. Another process may take it before it is bound, so that
     * callers retry.
     *
     * @param preferred 1..65535, or 0 for any
     */
    public static int freeOr(int preferred) {
        return preferred > 0 && isFree(preferred) ? preferred : anyFree();
    }

    /** Whether nobody listens on this port of the loopback interface now. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private static int anyFree() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, BEHIND_LAST);
            if (isFree(port)) {
                return port;
            }
        }
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("No free TCP port on the loopback interface", e);
        }
    }
}
