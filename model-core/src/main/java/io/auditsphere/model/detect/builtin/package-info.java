/**
 * The detectors that come with the program. Each judges one user by what he does; {@link
 * io.auditsphere.model.detect.builtin.BuiltInDetectors} lists them in the order in which they are asked.
 */
package io.auditsphere.model.detect.builtin;
