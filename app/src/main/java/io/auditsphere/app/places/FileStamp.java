package io.auditsphere.app.places;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * What tells one content of a file from another without reading it.
 *
 * @param size in bytes, -1 if there is no such file
 * @param modified when it was last written
 * @param identity the file system's own key of it, which changes when another file takes its name; may be null
 */
record FileStamp(long size, FileTime modified, Object identity) {

    private static final FileStamp ABSENT = new FileStamp(-1, FileTime.fromMillis(0), null);

    /** @throws IOException if there is no such file, or it cannot be looked at */
    static FileStamp of(Path file) throws IOException {
        BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
        return new FileStamp(found.size(), found.lastModifiedTime(), found.fileKey());
    }

    /** The same; a file that cannot be looked at has the stamp of one that is not there. */
    static FileStamp ofPossiblyAbsent(Path file) {
        try {
            return of(file);
        } catch (IOException notThere) {
            return ABSENT;
        }
    }
}
