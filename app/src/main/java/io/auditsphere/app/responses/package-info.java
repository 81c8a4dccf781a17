/**
 * What follows a finding. {@link io.auditsphere.app.responses.ResponsePlanner} decides within the stream, by the
 * operator's {@link io.auditsphere.app.responses.ResponsePolicy}; the executors read {@code response-actions} and do it.
 */
package io.auditsphere.app.responses;
