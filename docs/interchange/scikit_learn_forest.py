"""Writes a fitted scikit-learn IsolationForest as the JSON that AuditSphere Streams imports (docs/INTERCHANGE.md).

    from scikit_learn_forest import dump
    dump(IsolationForest(max_samples=256).fit(X), "forest.json")
"""

import json


def as_json(forest):
    trees = []
    for estimator, features in zip(forest.estimators_, forest.estimators_features_):
        tree = estimator.tree_
        trees.append(
            {
                "left": tree.children_left.tolist(),
                "right": tree.children_right.tolist(),
                # A tree counts the features that it was given; the forest's own numbers are wanted.
                "feature": [int(features[f]) if f >= 0 else -1 for f in tree.feature],
                "threshold": tree.threshold.tolist(),
                "samples": tree.n_node_samples.tolist(),
            }
        )
    return {
        "format": "isolation-forest/1",
        "width": int(forest.n_features_in_),
        "sample_size": int(forest.max_samples_),
        "trees": trees,
    }


def dump(forest, path):
    with open(path, "w") as out:
        json.dump(as_json(forest), out, separators=(",", ":"))
