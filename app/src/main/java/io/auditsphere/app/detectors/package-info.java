/** Which detectors there are and by which settings they work: jars of the operator's own, and the settings topic. */
package io.auditsphere.app.detectors;
