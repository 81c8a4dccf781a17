package io.auditsphere.app.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auditsphere.app.places.PlaceFiles;
import io.auditsphere.app.places.Places;
import io.auditsphere.app.topology.StreamCounters;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpServerTest {

    private final AtomicReference<String> whyNotReady = new AtomicReference<>("it \"waits\"");
    private final StreamCounters counters = new StreamCounters();
    private final ServiceMetrics metrics = new ServiceMetrics(counters, Clock.systemUTC());
    private final Health health = new Health() {
        @Override
        public Optional<String> whyNotLive() {
            return Optional.empty();
        }

        @Override
        public Optional<String> whyNotReady() {
            return Optional.ofNullable(whyNotReady.get());
        }

        @Override
        public Optional<String> whyNotStarted() {
            return Optional.of("not yet");
        }
    };

    @AfterEach
    void close() {
        metrics.close();
    }

    @Test
    void metricsSayHowOldTheDatabasesOfPlacesAreWhereThereAreAny() throws Exception {
        try (HttpServer server = HttpServer.start("127.0.0.1", 0, health, metrics)) {
            assertThat(get(server, "/metrics").body()).doesNotContain("geoip");
            metrics.observe(Places.open(PlaceFiles.all()));

            assertThat(get(server, "/metrics").body())
                    .contains("auditsphere_geoip_failing{database=\"geoip.database\"} 0.0")
                    .contains("auditsphere_geoip_built_timestamp_seconds{database=\"geoip.asn.database\"}")
                    .contains("auditsphere_geoip_errors_total 0.0");
        }
    }

    @Test
    void probesFollowTheProcessAndSayWhyNot() throws Exception {
        try (HttpServer server = HttpServer.start("127.0.0.1", 0, health, metrics)) {
            assertThat(get(server, "/health/live").statusCode()).isEqualTo(200);
            assertThat(get(server, "/health/live").body()).isEqualTo("{\"status\":\"ok\"}\n");
            HttpResponse<String> ready = get(server, "/health/ready");
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(ready.headers().firstValue("content-type")).contains("application/json");
            assertThat(ready.body()).isEqualTo("{\"status\":\"not ok\",\"reason\":\"it \\\"waits\\\"\"}\n");
            assertThat(get(server, "/health/started").statusCode()).isEqualTo(503);
            whyNotReady.set(null);
            assertThat(get(server, "/health/ready").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void theRootListsWhatThereIs() throws Exception {
        try (HttpServer server = HttpServer.start("127.0.0.1", 0, health, metrics)) {
            assertThat(get(server, "/").body())
                    .contains("\"/health/live\":", "\"/health/ready\":", "\"/health/started\":", "\"/metrics\":");
            assertThat(get(server, "/nothing").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void metricsAreWhatPrometheusReads() throws Exception {
        counters.provider("box");
        counters.latency().record(7);
        try (HttpServer server = HttpServer.start("127.0.0.1", 0, health, metrics)) {
            HttpResponse<String> answer = get(server, "/metrics");

            assertThat(answer.headers().firstValue("content-type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
            assertThat(answer.body())
                    .contains(
                            "# TYPE auditsphere_events_total counter",
                            "auditsphere_results_alerts_total{provider=\"box\"} 0.0",
                            "auditsphere_latency_seconds_bucket{le=\"0.005\"} 0",
                            "auditsphere_latency_seconds_bucket{le=\"0.01\"} 1",
                            "auditsphere_latency_seconds_sum 0.007",
                            "auditsphere_users{baseline=\"learning\"} 0.0",
                            "jvm_memory_used_bytes{");
        }
    }

    @Test
    void aTakenPortIsSaidPlainly() throws Exception {
        try (HttpServer server = HttpServer.start("127.0.0.1", 0, health, metrics)) {
            assertThatThrownBy(() -> HttpServer.start("127.0.0.1", server.port(), health, metrics))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("127.0.0.1:" + server.port())
                    .hasMessageContaining("http.port (PORT)");
        }
    }

    private static HttpResponse<String> get(HttpServer server, String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(server.url() + path)).build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
