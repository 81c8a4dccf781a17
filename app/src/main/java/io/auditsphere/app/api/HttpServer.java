package io.auditsphere.app.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.javalin.Javalin;
import io.javalin.http.ContentType;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The HTTP side of a running process: {@code /} lists what there is; {@code /health/live}, {@code /health/ready} and
 * {@code /health/started} answer 200 or 503 with a JSON object that says why not; {@code /metrics} is in Prometheus' text
 * form. Thread-safe.
 */
public final class HttpServer implements AutoCloseable {

    /** Probes and a scraper need few; Jetty's own default of 200 is for web sites. */
    private static final int MAX_THREADS = 16;

    private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";
    private static final JsonFactory JSON = new JsonFactory();

    private final Javalin javalin;
    private final String host;

    private HttpServer(Javalin javalin, String host) {
        this.javalin = javalin;
        this.host = host;
    }

    /**
     * Starts to listen; it answers when this returns.
     *
     * @param host the address to bind to: the loopback address alone, or {@code 0.0.0.0} for all
     * @param port 1..65535, or 0 for any free one
     * @param metrics stays open when this is closed
     * @throws IOException if the port is taken or may not be bound
     */
    public static HttpServer start(String host, int port, Health health, ServiceMetrics metrics) throws IOException {
        Javalin javalin = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.jetty.threadPool = new QueuedThreadPool(MAX_THREADS, 2);
            config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
            config.routes
                    .get("/", context -> answer(context, HttpStatus.OK, contents()))
                    .get("/health/live", context -> answer(context, health::whyNotLive))
                    .get("/health/ready", context -> answer(context, health::whyNotReady))
                    .get("/health/started", context -> answer(context, health::whyNotStarted))
                    .get(
                            "/metrics",
                            context -> context.contentType(METRICS_TYPE).result(metrics.text()));
        });
        try {
            javalin.start(host, port);
        } catch (JavalinBindException e) {
            throw new IOException(
                    "HTTP cannot listen on " + host + ":" + port
                            + "; set http.port (PORT) to a free port, or 0 for any",
                    e);
        }
        return new HttpServer(javalin, host);
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
    }

    private static Map<String, String> contents() {
        Map<String, String> paths = new LinkedHashMap<>();
        paths.put("/health/live", "whether the process can do its work, or only a restart helps");
        paths.put("/health/ready", "whether it processes events now");
        paths.put("/health/started", "whether it has processed since it began");
        paths.put("/metrics", "Prometheus metrics");
        return paths;
    }

    private static void answer(Context context, Supplier<Optional<String>> whyNot) {
        Optional<String> reason = whyNot.get();
        Map<String, String> body = new LinkedHashMap<>();
        body.put("status", reason.isEmpty() ? "ok" : "not ok");
        reason.ifPresent(why -> body.put("reason", why));
        answer(context, reason.isEmpty() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE, body);
    }

    private static void answer(Context context, HttpStatus status, Map<String, String> body) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            for (Map.Entry<String, String> one : body.entrySet()) {
                json.writeStringField(one.getKey(), one.getValue());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        context.status(status).contentType(ContentType.APPLICATION_JSON).result(text + "\n");
    }
}
