/** What people read when something was read or found: alerts in words, and the report on a log. */
package io.auditsphere.app.report;
