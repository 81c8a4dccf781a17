package io.auditsphere.model.features;

import java.util.Objects;

/**
 * One feature in both its forms. The words are part of the schema's hash: change what a value means and its words change,
 * and every model that was trained on the old meaning is refused.
 *
 * @param name its name on the wire, snake case
 * @param shown what the value that people see is
 * @param split what the whole number that trees split on is
 * @param group the family that it belongs to
 */
public record Feature(String name, String shown, String split, FeatureGroup group) {

    public Feature {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(shown, "shown");
        Objects.requireNonNull(split, "split");
        Objects.requireNonNull(group, "group");
    }
}
