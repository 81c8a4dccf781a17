"""Writes a fitted scikit-learn IsolationForest as the JSON that AuditSphere Streams imports (docs/INTERCHANGE.md).

    from scikit_learn_forest import dump
    dump(IsolationForest(max_samples=256).fit(X), "forest.json", kind="host-metrics", check=X[:100])
"""

import json


def as_json(forest, kind=None, features=None, check=None):
    """kind and features name the rows (by default as the forest was fitted); check is some rows to score on import."""
    trees = []
    for estimator, columns in zip(forest.estimators_, forest.estimators_features_):
        tree = estimator.tree_
        trees.append(
            {
                "left": tree.children_left.tolist(),
                "right": tree.children_right.tolist(),
                # A tree counts the features that it was given; the forest's own numbers are wanted.
                "feature": [int(columns[f]) if f >= 0 else -1 for f in tree.feature],
                "threshold": tree.threshold.tolist(),
                "samples": tree.n_node_samples.tolist(),
            }
        )
    if features is None:
        features = getattr(forest, "feature_names_in_", None)
    result = {
        "format": "isolation-forest/1",
        "width": int(forest.n_features_in_),
        "sample_size": int(forest.max_samples_),
        # scikit-learn's scores are negative, and so is the offset under which a row is an outlier.
        "threshold": float(-forest.offset_),
    }
    if kind is not None:
        result["kind"] = kind
    if features is not None:
        result["features"] = [str(name) for name in features]
    if forest.contamination != "auto":
        result["contamination"] = float(forest.contamination)
    if check is not None:
        # score_samples looks at column names where the forest was fitted with some.
        scores = -forest.score_samples(check)
        rows = getattr(check, "values", check)
        result["probes"] = [
            {"row": [float(v) for v in row], "score": float(score)} for row, score in zip(rows, scores)
        ]
    result["trees"] = trees
    return result


def dump(forest, path, kind=None, features=None, check=None):
    with open(path, "w") as out:
        json.dump(as_json(forest, kind, features, check), out, separators=(",", ":"))
