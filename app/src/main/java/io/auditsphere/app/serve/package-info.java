/** The life of the stream: checks before it starts, readiness, what an error does to it, and how it ends. */
package io.auditsphere.app.serve;
