/**
 * The 16 features of an audit event and the state of a user that they need. {@link
 * io.auditsphere.model.features.FeatureEngine} takes an event into its user's {@link
 * io.auditsphere.model.features.UserState} and says what it observed; {@link io.auditsphere.model.features.AuditFeatures}
 * turns an observation and the tables of the organisation into the values that people see and those that trees split on.
 */
package io.auditsphere.model.features;
