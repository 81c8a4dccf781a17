package io.auditsphere.app.places;

import com.maxmind.db.CHMCache;
import com.maxmind.db.Reader.FileMode;
import com.maxmind.geoip2.DatabaseReader;
import com.maxmind.geoip2.exception.GeoIp2Exception;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;

/**
 * One MaxMind database, read into memory: a file that somebody overwrites in place while it is mapped would change under
 * the look-ups. Costs as much heap as the file is large, twice that while it is exchanged. Thread-safe.
 */
final class PlaceDatabase {

    /** First parts of the IPv4 addresses that are looked up to see whether a new file holds together. */
    private static final int PROBES = 256;

    /** What a file is used for: the key that names it, and what MaxMind calls databases of that sort. */
    enum Use {
        PLACES("geoip.database", "a City, Country or Enterprise database", "City,Country,Enterprise"),
        SYSTEMS("geoip.asn.database", "an ASN or ISP database", "ASN,ISP"),
        ANONYMISERS("geoip.anonymous.database", "an Anonymous IP or Anonymous Plus database", "Anonymous");

        final String key;
        final String allowed;
        private final String types;

        Use(String key, String allowed, String types) {
            this.key = key;
            this.allowed = allowed;
            this.types = types;
        }

        private boolean admits(String type) {
            for (String one : types.split(",")) {
                if (type.contains(one)) {
                    return true;
                }
            }
            return false;
        }
    }

    private final Use use;
    private final Path file;
    private final DatabaseReader reader;
    private final String type;
    private final Instant built;
    private final FileStamp stamp;

    private PlaceDatabase(Use use, Path file, DatabaseReader reader, FileStamp stamp) {
        this.use = use;
        this.file = file;
        this.reader = reader;
        this.type = reader.metadata().databaseType();
        this.built = reader.metadata().buildTime();
        this.stamp = stamp;
    }

    /**
     * Reads a file.
     *
     * @throws IOException if it is not there, holds no whole database, or one of another sort; the message names the key
     */
    static PlaceDatabase read(Use use, Path file) throws IOException {
        try {
            FileStamp stamp = FileStamp.of(file);
            DatabaseReader reader = new DatabaseReader.Builder(file.toFile())
                    .fileMode(FileMode.MEMORY)
                    .withCache(new CHMCache())
                    .build();
            PlaceDatabase database = new PlaceDatabase(use, file, reader, stamp);
            if (!use.admits(database.type)) {
                throw new IOException("it is of type " + database.type);
            }
            database.probe();
            return database;
        } catch (IOException | GeoIp2Exception | RuntimeException e) {
            // The library answers broken files with exceptions of many kinds, unchecked ones among them.
            throw new IOException(
                    use.key + ": " + file + " cannot be used: " + reason(e) + "; expected " + use.allowed
                            + " of MaxMind's (.mmdb), whole and readable",
                    e);
        }
    }

    private static String reason(Exception e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file";
        }
        return e instanceof RuntimeException ? "it is damaged (" + e.getMessage() + ")" : e.getMessage();
    }

    private void probe() throws IOException, GeoIp2Exception {
        for (int first = 0; first < PROBES; first++) {
            InetAddress address = InetAddress.getByAddress(new byte[] {(byte) first, 1, 1, 1});
            switch (use) {
                case PLACES -> PlaceReading.place(reader, type, address);
                case SYSTEMS -> PlaceReading.system(reader, type, address);
                case ANONYMISERS -> PlaceReading.anonymiser(reader, type, address);
            }
        }
    }

    Use use() {
        return use;
    }

    Path file() {
        return file;
    }

    DatabaseReader reader() {
        return reader;
    }

    /** MaxMind's name of the sort of database. */
    String type() {
        return type;
    }

    /** When MaxMind made it. */
    Instant built() {
        return built;
    }

    /** What the file looked like when it was read. */
    FileStamp stamp() {
        return stamp;
    }
}
