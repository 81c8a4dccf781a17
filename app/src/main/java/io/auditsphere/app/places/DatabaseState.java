package io.auditsphere.app.places;

import java.nio.file.Path;
import java.time.Instant;

/**
 * How it stands with one database.
 *
 * @param key the configuration key that names it
 * @param file where it is
 * @param type MaxMind's name of the sort of database
 * @param built when MaxMind made the content in use
 * @param problem why the file's present content is not in use; null if it is
 */
public record DatabaseState(String key, Path file, String type, Instant built, String problem) {}
