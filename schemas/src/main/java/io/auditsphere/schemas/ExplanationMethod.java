package io.auditsphere.schemas;

import java.util.Optional;

/** How the contributions of a result were computed. */
public enum ExplanationMethod implements WireName {
    /** Exact Shapley values of the path length. */
    TREE_SHAP("tree_shap"),
    /** Each feature set to its median in turn. */
    ABLATION("ablation");

    private final String wireName;

    ExplanationMethod(String wireName) {
        this.wireName = wireName;
    }

    @Override
    public String wireName() {
        return wireName;
    }

    /** The constant whose wire name this is, ignoring case; empty if there is none or the argument is null. */
    public static Optional<ExplanationMethod> ofWireName(String wireName) {
        return WireName.find(ExplanationMethod.class, wireName);
    }
}
