/**
 * The stream: the one method that draws it ({@link io.auditsphere.app.topology.AuditTopology}), its processors, its
 * stores, and the one table of the names that persist.
 */
package io.auditsphere.app.topology;
