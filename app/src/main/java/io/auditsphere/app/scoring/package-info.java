/** The scoring code of the stream, offline over files: no Kafka, state in memory. */
package io.auditsphere.app.scoring;
