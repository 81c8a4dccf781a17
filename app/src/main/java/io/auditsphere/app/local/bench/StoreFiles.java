package io.auditsphere.app.local.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.DBOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/**
 * What is in the state folder of a stream that has ended, read entry by entry. While it runs, RocksDB's own figures are
 * no measure of small stores: its estimate of keys counts an entry each time that it was overwritten in a buffer, and a
 * buffer that is not yet written to disk counts as large as it was made. A clean end has written them all. Immutable.
 */
final class StoreFiles {

    /**
     * One store, all tasks together.
     *
     * @param entries live entries
     * @param liveBytes their keys and values
     * @param diskBytes files, with entries that were overwritten and not yet compacted away
     */
    record Size(long entries, long liveBytes, long diskBytes) {
        Size plus(Size more) {
            return new Size(entries + more.entries, liveBytes + more.liveBytes, diskBytes + more.diskBytes);
        }
    }

    private static final String NOTHING_BUT_STATE = "MANIFEST-.*|CURRENT|IDENTITY|LOCK|LOG.*|OPTIONS-.*";

    private final Map<String, Size> stores = new TreeMap<>();
    /** Live bytes of each user over all stores that are keyed by user; by hash, since nobody asks who it is. */
    private final Map<Long, Integer> users = new HashMap<>();

    private final List<String> userStores;

    private StoreFiles(List<String> userStores) {
        this.userStores = userStores;
    }

    /**
     * Reads the folder.
     *
     * @param folder the application's, with a folder for each task
     * @param userStores the names of stores whose keys are users
     */
    static StoreFiles read(Path folder, List<String> userStores) throws IOException {
        StoreFiles found = new StoreFiles(userStores);
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path current : all.filter(file -> file.endsWith("CURRENT")).toList()) {
                found.add(current.getParent());
            }
        } catch (RocksDBException e) {
            throw new IOException("a store below " + folder + " cannot be read", e);
        }
        return found;
    }

    private void add(Path database) throws IOException, RocksDBException {
        // A segment of a store of windows is named after the store and where it begins.
        String name = database.getFileName().toString().replaceFirst("\\.\\d+$", "");
        Size size = new Size(0, 0, bytesOf(database));
        List<ColumnFamilyDescriptor> families = new ArrayList<>();
        try (Options options = new Options()) {
            for (byte[] family : RocksDB.listColumnFamilies(options, database.toString())) {
                families.add(new ColumnFamilyDescriptor(family));
            }
        }
        List<ColumnFamilyHandle> handles = new ArrayList<>();
        try (DBOptions options = new DBOptions();
                RocksDB open = RocksDB.openReadOnly(options, database.toString(), families, handles)) {
            for (ColumnFamilyHandle handle : handles) {
                // Another one holds how far the changelog is contained.
                if (Arrays.equals(handle.getName(), RocksDB.DEFAULT_COLUMN_FAMILY)) {
                    size = size.plus(count(open, handle, userStores.contains(name)));
                }
            }
            handles.forEach(ColumnFamilyHandle::close);
        }
        stores.merge(name, size, Size::plus);
    }

    private Size count(RocksDB database, ColumnFamilyHandle family, boolean ofUsers) {
        long entries = 0;
        long bytes = 0;
        try (RocksIterator each = database.newIterator(family)) {
            for (each.seekToFirst(); each.isValid(); each.next()) {
                int size = each.key().length + each.value().length;
                entries++;
                bytes += size;
                if (ofUsers) {
                    users.merge(hash(each.key()), size, Integer::sum);
                }
            }
        }
        return new Size(entries, bytes, 0);
    }

    /** Whether there is an entry under this key in any store that is keyed by user. */
    boolean knows(String userKey) {
        return users.containsKey(hash(userKey.getBytes(StandardCharsets.UTF_8)));
    }

    /** Live bytes of all users together, keys included. */
    long userBytes() {
        return users.values().stream().mapToLong(Integer::longValue).sum();
    }

    private static long hash(byte[] key) {
        String text = new String(key, StandardCharsets.ISO_8859_1);
        return (long) text.hashCode() << 32
                | (new StringBuilder(text).reverse().toString().hashCode() & 0xffffffffL);
    }

    private static long bytesOf(Path database) throws IOException {
        try (Stream<Path> files = Files.list(database)) {
            long bytes = 0;
            for (Path file : files.toList()) {
                if (!file.getFileName().toString().matches(NOTHING_BUT_STATE)) {
                    bytes += Files.size(file);
                }
            }
            return bytes;
        }
    }

    /** Each store by its name. */
    Map<String, Size> stores() {
        return stores;
    }

    /** Users with an entry in any of their stores. */
    int users() {
        return users.size();
    }

    /** Live bytes of the user at this place when they are sorted by size, 0 the smallest and 1 the largest. */
    int userBytes(double place) {
        int[] sorted =
                users.values().stream().mapToInt(Integer::intValue).sorted().toArray();
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1L, Math.round(place * sorted.length))];
    }

    /** Live bytes of a user on average. */
    double meanUserBytes() {
        return users.values().stream().mapToInt(Integer::intValue).average().orElse(0);
    }
}
