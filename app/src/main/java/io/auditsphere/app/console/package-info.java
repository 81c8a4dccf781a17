/** What people see in a terminal: text made harmless, and progress. */
package io.auditsphere.app.console;
