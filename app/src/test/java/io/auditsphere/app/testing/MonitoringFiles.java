package io.auditsphere.app.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.Yaml;

/** The dashboard and the alert rules that are shipped, held to what a running service exposes. */
public final class MonitoringFiles {

    private static final Path FOLDER = Path.of("../monitoring");
    /** What Prometheus itself adds to everything that it scrapes. */
    private static final Set<String> ADDED = Set.of("instance", "job");

    private MonitoringFiles() {}

    /** Fails where an expression speaks of a series, or of a label, that no scraped series of it has. */
    public static void assertAllExist(ScrapedMetrics scraped) throws IOException {
        List<String> expressions = new ArrayList<>(ofDashboard());
        assertThat(expressions).as("expressions of the dashboard").hasSizeGreaterThan(30);
        expressions.addAll(ofAlerts());
        for (String expression : expressions) {
            PromQl parsed = PromQl.of(expression);
            Set<String> labels = new HashSet<>(ADDED);
            labels.add("le");
            for (String series : parsed.series()) {
                if (!series.equals("up")) {
                    assertThat(scraped.labels()).as(expression).containsKey(series);
                    labels.addAll(scraped.labels().get(series));
                }
            }
            assertThat(labels).as("labels of %s", expression).containsAll(parsed.labels());
        }
    }

    private static List<String> ofDashboard() throws IOException {
        JsonNode dashboard =
                new ObjectMapper().readTree(FOLDER.resolve("dashboard.json").toFile());
        List<String> expressions = new ArrayList<>(dashboard.findValuesAsText("expr"));
        for (JsonNode variable : dashboard.path("templating").path("list")) {
            if (variable.path("type").asText().equals("query")) {
                // label_values(series, label) is Grafana's own
                expressions.add(variable.path("query").asText().replaceAll(".*\\((\\w+),.*", "$1"));
            }
        }
        return expressions;
    }

    /** The names of the alerts and their expressions. */
    @SuppressWarnings("unchecked") // of the form that Prometheus documents
    private static List<String> ofAlerts() throws IOException {
        List<String> expressions = new ArrayList<>();
        Set<String> names = new HashSet<>();
        String handbook = Files.readString(Path.of("../docs/OPERATING.md"));
        try (Reader reader = Files.newBufferedReader(FOLDER.resolve("alerts.yml"))) {
            Map<String, List<Map<String, Object>>> file = new Yaml().load(reader);
            for (Map<String, Object> group : file.get("groups")) {
                for (Map<String, Object> rule : (List<Map<String, Object>>) group.get("rules")) {
                    String name = (String) rule.get("alert");
                    assertThat(names.add(name)).as("%s is there once", name).isTrue();
                    assertThat(handbook).as("what to do about %s", name).contains("`" + name + "`");
                    assertThat(rule).containsKeys("labels", "annotations");
                    expressions.add((String) rule.get("expr"));
                }
            }
        }
        return expressions;
    }
}
