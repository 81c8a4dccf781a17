package io.auditsphere.app.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.auditsphere.app.topology.StreamCounters;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class HttpServerTest {

    private final AtomicBoolean ready = new AtomicBoolean();
    private final Health health = new Health() {
        @Override
        public boolean live() {
            return true;
        }

        @Override
        public boolean ready() {
            return ready.get();
        }

        @Override
        public boolean started() {
            return false;
        }
    };

    @Test
    void probesFollowTheProcess() throws Exception {
        try (HttpServer server = HttpServer.start("127.0.0.1", 0, health, new StreamCounters())) {
            assertThat(get(server, "/health/live").statusCode()).isEqualTo(200);
            assertThat(get(server, "/health/ready").statusCode()).isEqualTo(503);
            assertThat(get(server, "/health/started").statusCode()).isEqualTo(503);
            ready.set(true);
            assertThat(get(server, "/health/ready").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void metricsAreWhatPrometheusReads() throws Exception {
        try (HttpServer server = HttpServer.start("127.0.0.1", 0, health, new StreamCounters())) {
            HttpResponse<String> answer = get(server, "/metrics");

            assertThat(answer.headers().firstValue("content-type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
            assertThat(answer.body())
                    .contains(
                            "# TYPE auditsphere_events_total counter",
                            "auditsphere_results_alerts_total 0.0",
                            "auditsphere_latency_seconds{quantile=\"0.99\"} 0.0",
                            "jvm_memory_used_bytes{");
        }
    }

    @Test
    void aTakenPortIsSaidPlainly() throws Exception {
        try (HttpServer server = HttpServer.start("127.0.0.1", 0, health, new StreamCounters())) {
            assertThatThrownBy(() -> HttpServer.start("127.0.0.1", server.port(), health, new StreamCounters()))
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
