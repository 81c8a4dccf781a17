package io.auditsphere.model.forest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ForestBuilderTest {

    @Test
    void putsATreeTogetherFromItsNodes() {
        ForestBuilder builder = new ForestBuilder(2, 8);
        builder.split(1, 5);
        builder.split(0, 3);
        builder.leaf(1);
        builder.leaf(2);
        builder.leaf(5);
        IsolationForest forest = builder.build();

        assertThat(forest.samples(0)).isEqualTo(8);
        assertThat(forest.samples(1)).isEqualTo(3);
        assertThat(forest.right(0)).isEqualTo(4);
        assertThat(forest.right(1)).isEqualTo(3);
        assertThat(forest.leaf(0, new float[] {3, 5}, 0))
                .as("equal values go left")
                .isEqualTo(2);
        assertThat(forest.leaf(0, new float[] {3.5f, 5}, 0)).isEqualTo(3);
        assertThat(forest.leaf(0, new float[] {3, 5.5f}, 0)).isEqualTo(4);
        assertThat(forest.leafPathLength(2)).isEqualTo(2);
        assertThat(forest.leafPathLength(3))
                .as("two rows are one split from being apart")
                .isEqualTo(3);
        assertThat(forest.maxDepth()).isEqualTo(2);
    }

    @Test
    void refusesWhatIsNoForest() {
        ForestBuilder builder = new ForestBuilder(2, 8);
        assertThatThrownBy(builder::build).hasMessageContaining("at least one tree");
        assertThatThrownBy(() -> builder.split(2, 0)).hasMessageContaining("feature 2");
        assertThatThrownBy(() -> builder.split(0, Float.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> builder.leaf(0)).hasMessageContaining("at least 1");
        builder.split(0, 1);
        builder.leaf(1);
        assertThatThrownBy(builder::build).hasMessageContaining("tree 0 ends before its last leaf");
    }

    @Test
    void refusesTreesThatOnlyADamagedFileHas() {
        ForestBuilder builder = new ForestBuilder(1, 8);
        for (int depth = 0; depth < ForestBuilder.MAX_DEPTH; depth++) {
            builder.split(0, depth);
        }
        assertThatThrownBy(() -> builder.split(0, 0)).hasMessageContaining("deeper than");
    }
}
