/** Reading a compacted topic to its end and following it from there: what models and detectors' settings come by. */
package io.auditsphere.app.follow;
