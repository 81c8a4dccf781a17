package io.auditsphere.model.scoring;

import io.auditsphere.model.features.FeatureSchema;
import io.auditsphere.schemas.NamedNumbers;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * A value for each feature of a schema, by name and in the schema's order: a view on a bare array, because every result
 * carries one. Immutable as long as nobody changes the array.
 */
final class FeatureValues extends AbstractMap<String, Double> implements NamedNumbers {

    private final FeatureSchema schema;
    private final float[] values;

    /** A view on this array, which has one value for each of the schema's features. */
    FeatureValues(FeatureSchema schema, float[] values) {
        this.schema = schema;
        this.values = values;
    }

    @Override
    public String nameAt(int index) {
        return schema.feature(index).name();
    }

    @Override
    public double numberAt(int index) {
        return values[index];
    }

    @Override
    public Double get(Object name) {
        int index = name instanceof String text ? schema.indexOf(text) : -1;
        return index < 0 ? null : (double) values[index];
    }

    @Override
    public boolean containsKey(Object name) {
        return name instanceof String text && schema.indexOf(text) >= 0;
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public Set<Entry<String, Double>> entrySet() {
        return new Entries();
    }

    private final class Entries extends AbstractSet<Entry<String, Double>> {
        @Override
        public int size() {
            return values.length;
        }

        @Override
        public Iterator<Entry<String, Double>> iterator() {
            return new Iterator<>() {
                private int next;

                @Override
                public boolean hasNext() {
                    return next < values.length;
                }

                @Override
                public Entry<String, Double> next() {
                    if (next == values.length) {
                        throw new NoSuchElementException();
                    }
                    int index = next++;
                    return Map.entry(schema.feature(index).name(), (double) values[index]);
                }
            };
        }
    }
}
