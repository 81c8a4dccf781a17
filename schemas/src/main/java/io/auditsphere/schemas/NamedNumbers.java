package io.auditsphere.schemas;

import java.util.Map;

/**
 * Numbers by name that can be written without making an object of each: results carry one of these for every event. As a
 * map it is unmodifiable; names and numbers stand in the same order in both views.
 */
public interface NamedNumbers extends Map<String, Double> {

    /** The name of the index-th number. */
    String nameAt(int index);

    /** The index-th number. */
    double numberAt(int index);
}
