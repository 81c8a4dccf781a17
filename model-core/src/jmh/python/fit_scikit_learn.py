"""Fits scikit-learn's IsolationForest on the benchmark's own rows: the last line is the version and the median CPU ns.

    fit_scikit_learn.py ROWS WIDTH FILE ROUNDS      FILE holds little-endian float32, row-major
"""

import statistics
import sys
import time

import numpy
import sklearn
from sklearn.ensemble import IsolationForest

rows, width, path, rounds = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3], int(sys.argv[4])
data = numpy.fromfile(path, dtype="<f4").reshape(rows, width)
times = []
for seed in range(rounds + 1):
    start = time.process_time_ns()
    IsolationForest(n_estimators=200, max_samples=256, random_state=seed).fit(data)
    times.append(time.process_time_ns() - start)
# The first fit imports and warms up.
print(sklearn.__version__, int(statistics.median(times[1:])))
