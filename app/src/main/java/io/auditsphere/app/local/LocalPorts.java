package io.auditsphere.app.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Finds TCP ports of the loopback interface that nobody listens on. Thread-safe. */
public final class LocalPorts {

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
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("No free TCP port on the loopback interface", e);
        }
    }
}
