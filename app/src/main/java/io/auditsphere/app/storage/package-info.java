/**
 * Postgres: one pool of connections, the migrations of the program's own schema, the archive of events and the tables of
 * models and trainings. Values are always bound or copied in binary form, never put into a statement's text.
 */
package io.auditsphere.app.storage;
