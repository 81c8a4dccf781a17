/**
 * Logs as people have them: files, folders, patterns, packed files and standard input, holding one record a line, a JSON
 * document or a CSV export. Everything is read as a stream; what is read is bytes, and {@code ingest} says what they mean.
 */
package io.auditsphere.app.input;
