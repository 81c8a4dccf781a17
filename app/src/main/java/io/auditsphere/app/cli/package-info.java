/** The commands: what a user types, what each answers, and how it ends. */
package io.auditsphere.app.cli;
