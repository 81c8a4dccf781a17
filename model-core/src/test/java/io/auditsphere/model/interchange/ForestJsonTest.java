package io.auditsphere.model.interchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.auditsphere.model.forest.ForestScorer;
import io.auditsphere.model.forest.IsolationForest;
import io.auditsphere.model.forest.RandomForests;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForestJsonTest {

    private static String resource(String name) throws IOException {
        try (InputStream in = ForestJsonTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /**
     * Dumps that docs/interchange/scikit_learn_forest.py wrote of scikit-learn 1.2.1, with rows and minus what
     * {@code score_samples} gave for them; the second with {@code max_features=0.6}, so that trees number their own
     * features.
     */
    @ParameterizedTest
    @ValueSource(strings = {"scikit-learn-1.2.1.json", "scikit-learn-1.2.1-fewer-features.json"})
    void importedForestsScoreAsScikitLearnDoes(String dump) throws IOException {
        String text = resource(dump);
        JsonNode probes = new ObjectMapper().readTree(text).get("probes");
        IsolationForest forest = ForestJson.read(text);
        ForestScorer scorer = ForestScorer.of(forest);
        assertThat(probes.size()).isGreaterThan(50);
        for (JsonNode probe : probes) {
            float[] row = new float[forest.width()];
            for (int feature = 0; feature < row.length; feature++) {
                row[feature] = (float) probe.get("row").get(feature).asDouble();
            }
            double score = probe.get("score").asDouble();
            assertThat(scorer.score(row, 0)).as("score of %s", probe.get("row")).isCloseTo(score, within(1e-6));
            assertThat(forest.score(row, 0)).isCloseTo(score, within(1e-6));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void comesBackAsItWent(long seed) {
        IsolationForest forest = RandomForests.forest(new SplittableRandom(seed), 20, 300, 7);
        assertThat(ForestJson.read(ForestJson.write(forest))).isEqualTo(forest);
    }

    @Test
    void whatIsNoForestIsRefusedWithItsPlace() {
        assertThatThrownBy(() -> ForestJson.read("{")).hasMessageContaining("not JSON");
        assertThatThrownBy(() -> ForestJson.read("{\"format\":\"other\"}"))
                .hasMessageContaining("isolation-forest/1")
                .hasMessageContaining("other");
        assertThatThrownBy(() -> ForestJson.read(withTrees(""))).hasMessageContaining("no trees");
        assertThatThrownBy(() -> ForestJson.read(withTrees("{\"left\":[1,-1],\"right\":[0,-1],\"feature\":[0,-1],"
                        + "\"threshold\":[0.5,0],\"samples\":[2,1]}")))
                .hasMessageContaining("twice");
        assertThatThrownBy(
                        () -> ForestJson.read(withTrees("{\"left\":[1,-1,-1],\"right\":[7,-1,-1],\"feature\":[0,-1,-1],"
                                + "\"threshold\":[0.5,0,0],\"samples\":[2,1,1]}")))
                .hasMessageContaining("tree 0")
                .hasMessageContaining("\"left\"[7]");
    }

    private static String withTrees(String trees) {
        return "{\"format\":\"isolation-forest/1\",\"width\":1,\"sample_size\":2,\"trees\":[" + trees + "]}";
    }
}
