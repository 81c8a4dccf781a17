/**
 * What somebody has decided not to be alerted about. A rule mutes alerts and what follows them, never a record:
 * {@link io.auditsphere.model.suppression.Suppressions} says which rule a finding falls under, and
 * {@link io.auditsphere.model.detect.FindingTracker} what follows from it.
 */
package io.auditsphere.model.suppression;
