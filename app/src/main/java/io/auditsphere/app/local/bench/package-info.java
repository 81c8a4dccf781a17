/**
 * Benchmarks of the whole pipeline: each run is a process of its own against a broker that is another, so that what the
 * program costs is measured apart from what the broker costs.
 */
package io.auditsphere.app.local.bench;
