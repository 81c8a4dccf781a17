package io.auditsphere.app.api;

import io.auditsphere.app.topology.StreamCounters;
import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The HTTP side of a running process: {@code /health/live}, {@code /health/ready}, {@code /health/started} (200 or 503)
 * and {@code /metrics} in Prometheus' text form. Thread-safe.
 */
public final class HttpServer implements AutoCloseable {

    /** Probes and a scraper need few; Jetty's own default of 200 is for web sites. */
    private static final int MAX_THREADS = 16;

    private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final Javalin javalin;
    private final String host;
    private final StreamMetrics metrics;

    private HttpServer(Javalin javalin, String host, StreamMetrics metrics) {
        this.javalin = javalin;
        this.host = host;
        this.metrics = metrics;
    }

    /**
     * Starts to listen; it answers when this returns.
     *
     * @param host the address to bind to: the loopback address alone, or {@code 0.0.0.0} for all
     * @param port 1..65535, or 0 for any free one
     * @throws IOException if the port is taken or may not be bound
     */
    public static HttpServer start(String host, int port, Health health, StreamCounters counters) throws IOException {
        StreamMetrics metrics = new StreamMetrics(counters);
        Javalin javalin = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.jetty.threadPool = new QueuedThreadPool(MAX_THREADS, 2);
            config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
            config.routes
                    .get("/health/live", context -> answer(context, health::live))
                    .get("/health/ready", context -> answer(context, health::ready))
                    .get("/health/started", context -> answer(context, health::started))
                    .get(
                            "/metrics",
                            context -> context.contentType(METRICS_TYPE).result(metrics.text()));
        });
        try {
            javalin.start(host, port);
        } catch (JavalinBindException e) {
            metrics.close();
            throw new IOException(
                    "HTTP cannot listen on " + host + ":" + port
                            + "; set http.port (PORT) to a free port, or 0 for any",
                    e);
        }
        return new HttpServer(javalin, host, metrics);
    }

    /** The port that it listens on. */
    public int port() {
        return javalin.port();
    }

    /** Its address for people of this machine. */
    public String url() {
        return "http://" + (host.equals("0.0.0.0") ? "localhost" : host) + ":" + port();
    }

    /** Stops to listen, after the requests that are being answered. */
    @Override
    public void close() {
        javalin.stop();
        metrics.close();
    }

    private static void answer(Context context, BooleanSupplier question) {
        boolean holds = question.getAsBoolean();
        context.status(holds ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE).result(holds ? "ok\n" : "not ok\n");
    }
}
