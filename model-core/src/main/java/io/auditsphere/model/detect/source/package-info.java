/**
 * What is wrong about where sign-ins come from, over all users: password spraying and credential stuffing. A task that
 * knows the users of one partition cannot see it; attempts travel to the task of their source
 * ({@link io.auditsphere.model.detect.source.SignInAttempt}), which watches each source
 * ({@link io.auditsphere.model.detect.source.SourceWatch}).
 */
package io.auditsphere.model.detect.source;
