/** HTTP: probes and metrics. */
package io.auditsphere.app.api;
