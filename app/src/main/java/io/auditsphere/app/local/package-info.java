/**
 * The zero-install mode: an embedded broker and database, the generated organisation, and the console. The only package
 * that may touch the broker's classes and the embedded database; nothing outside imports it, except the command that
 * starts it.
 */
package io.auditsphere.app.local;
