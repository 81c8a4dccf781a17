package io.auditsphere.app.places;

import io.auditsphere.app.places.PlaceDatabase.Use;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds where an address is and what network it belongs to. Corporate ranges, private ones and the providers' own have no
 * place; the rest is looked up in the databases that the operator gave, if any.
 *
 * <p>A database whose file changes is read anew: look-ups notice when it is time to look at the files, and a thread that
 * lives as long as that takes does it. The new content takes the place of the old at once for all look-ups. A file that is
 * gone, half written or broken leaves the old content in use and is reported; it is tried again when it changes.
 *
 * <p>Thread-safe; look-ups never wait.
 */
public final class Places {

    private static final Logger LOG = LoggerFactory.getLogger(Places.class);

    /** How often the files are looked at: databases are made twice a week at most. */
    static final Duration LOOK_EVERY = Duration.ofSeconds(30);

    private static final Places WITHOUT_DATABASES = openWithoutDatabases();

    private final Map<Use, Path> files;
    private final LookUpErrors errors = new LookUpErrors();
    private final LongSupplier nanos;
    private final Executor background;
    private final AtomicLong nextLookNanos;
    private final Map<Use, Failure> failures = new EnumMap<>(Use.class);
    private volatile LoadedPlaces loaded;
    private volatile boolean failing;

    /** A content that could not be read, so that it is not tried again and again. */
    private record Failure(FileStamp stamp, String problem) {}

    private Places(PlaceSettings settings, LongSupplier nanos, Executor background) throws IOException {
        this.files = filesOf(settings);
        this.nanos = nanos;
        this.background = background;
        this.nextLookNanos = new AtomicLong(nanos.getAsLong() + LOOK_EVERY.toNanos());
        Map<Use, PlaceDatabase> databases = new EnumMap<>(Use.class);
        for (Map.Entry<Use, Path> file : files.entrySet()) {
            databases.put(file.getKey(), PlaceDatabase.read(file.getKey(), file.getValue()));
        }
        this.loaded = new LoadedPlaces(databases, settings.corporate(), errors);
        databases.values().forEach(Places::logInUse);
    }

    /** Knows nothing but private ranges and the providers'. */
    public static Places withoutDatabases() {
        return WITHOUT_DATABASES;
    }

    /**
     * Reads the databases.
     *
     * @throws IOException if one is missing, broken or of another sort; the message names the key, the file and what is
     *     expected
     */
    public static Places open(PlaceSettings settings) throws IOException {
        return open(settings, System::nanoTime, Places::inBackground);
    }

    /**
     * @param nanos a clock for when to look at the files
     * @param background where they are looked at
     */
    static Places open(PlaceSettings settings, LongSupplier nanos, Executor background) throws IOException {
        return new Places(settings, nanos, background);
    }

    private static Places openWithoutDatabases() {
        try {
            return open(PlaceSettings.none());
        } catch (IOException e) {
            throw new IllegalStateException("no file, nothing to fail", e);
        }
    }

    private static Map<Use, Path> filesOf(PlaceSettings settings) {
        Map<Use, Path> files = new EnumMap<>(Use.class);
        putIfGiven(files, Use.PLACES, settings.places());
        putIfGiven(files, Use.SYSTEMS, settings.systems());
        putIfGiven(files, Use.ANONYMISERS, settings.anonymisers());
        return files;
    }

    private static void putIfGiven(Map<Use, Path> files, Use use, Path file) {
        if (file != null) {
            files.put(use, file);
        }
    }

    private static void inBackground(Runnable look) {
        Thread thread = new Thread(look, "geoip-reload");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * What is known of an address.
     *
     * @param address in text form, without port or brackets; null and what is no address are {@link Place#UNKNOWN}
     * @return never null
     */
    public Place find(String address) {
        if (address == null) {
            return Place.UNKNOWN;
        }
        if (!files.isEmpty()) {
            lookAtFilesIfDue();
        }
        return loaded.find(address);
    }

    /** How it stands with each database. */
    public List<DatabaseState> states() {
        List<DatabaseState> states = new ArrayList<>();
        synchronized (failures) {
            for (PlaceDatabase database : loaded.databases().values()) {
                Failure failure = failures.get(database.use());
                states.add(new DatabaseState(
                        database.use().key,
                        database.file(),
                        database.type(),
                        database.built(),
                        failure == null ? null : failure.problem()));
            }
        }
        return states;
    }

    /** Whether a database's present file is not in use because it could not be read. */
    public boolean failing() {
        return failing;
    }

    /** Look-ups that a damaged database answered with an error. */
    public long lookUpErrors() {
        return errors.count();
    }

    private void lookAtFilesIfDue() {
        long due = nextLookNanos.get();
        long now = nanos.getAsLong();
        if (now - due >= 0 && nextLookNanos.compareAndSet(due, now + LOOK_EVERY.toNanos())) {
            background.execute(this::lookAtFiles);
        }
    }

    private void lookAtFiles() {
        synchronized (failures) {
            LoadedPlaces before = loaded;
            Map<Use, PlaceDatabase> databases = new EnumMap<>(before.databases());
            boolean changed = false;
            for (PlaceDatabase database : before.databases().values()) {
                PlaceDatabase newer = newerOrNull(database);
                if (newer != null) {
                    databases.put(newer.use(), newer);
                    changed = true;
                }
            }
            if (changed) {
                loaded = before.with(databases);
            }
            failing = !failures.isEmpty();
        }
    }

    private PlaceDatabase newerOrNull(PlaceDatabase inUse) {
        FileStamp stamp = FileStamp.ofPossiblyAbsent(inUse.file());
        if (stamp.equals(inUse.stamp())) {
            failures.remove(inUse.use());
            return null;
        }
        Failure failure = failures.get(inUse.use());
        if (failure != null && failure.stamp().equals(stamp)) {
            return null;
        }
        try {
            PlaceDatabase newer = PlaceDatabase.read(inUse.use(), inUse.file());
            failures.remove(inUse.use());
            logInUse(newer);
            return newer;
        } catch (IOException e) {
            failures.put(inUse.use(), new Failure(stamp, e.getMessage()));
            LOG.warn("{}; the content of {} stays in use", e.getMessage(), inUse.built());
            return null;
        }
    }

    private static void logInUse(PlaceDatabase database) {
        LOG.info("{}: {} of {} from {}", database.use().key, database.type(), database.built(), database.file());
    }
}
