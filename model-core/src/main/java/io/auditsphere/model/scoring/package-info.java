/**
 * From one event to its result: {@link io.auditsphere.model.scoring.EventScorer} is what the stream, the offline
 * command and the API all call.
 */
package io.auditsphere.model.scoring;
