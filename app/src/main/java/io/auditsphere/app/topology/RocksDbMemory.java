package io.auditsphere.app.topology;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.CompressionType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * One memory for the stores of all tasks of the process. Kafka Streams gives each RocksDB instance a block cache of 50 MB
 * and three write buffers of 16 MB of its own; with four stores and a dozen tasks, and several segments of seen ids in
 * each, that is many gigabytes outside the heap that no setting bounds.
 *
 * <p>Kafka Streams creates one for each store; what they share lives as long as the process, and is as large as the
 * first one was configured.
 */
public final class RocksDbMemory implements RocksDBConfigSetter {

    /** Key under which the stream's configuration carries the size, a {@link Long} in bytes. */
    public static final String BYTES = "auditsphere.rocksdb.bytes";

    static final long DEFAULT_BYTES = 256L << 20;

    private static final long WRITE_BUFFER_BYTES = 8L << 20;
    private static final long BLOCK_BYTES = 4L << 10;

    /** Ten bits a key of some eighty bytes with its value: the part of a write buffer that its filter takes. */
    private static final double MEMORY_FILTER = 0.02;

    private static Cache cache;
    private static WriteBufferManager writeBuffers;

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        share(configs.get(BYTES) instanceof Long bytes ? bytes : DEFAULT_BYTES);
        BlockBasedTableConfig tables = (BlockBasedTableConfig) options.tableFormatConfig();
        tables.setBlockCache(cache);
        tables.setCacheIndexAndFilterBlocks(true);
        tables.setPinTopLevelIndexAndFilter(true);
        tables.setBlockSize(BLOCK_BYTES);
        options.setTableFormatConfig(tables);
        options.setWriteBufferManager(writeBuffers);
        options.setWriteBufferSize(WRITE_BUFFER_BYTES);
        // Files have a filter each; without one for what is still in memory a user who was never seen costs a search
        // there.
        options.setMemtablePrefixBloomSizeRatio(MEMORY_FILTER);
        options.setMemtableWholeKeyFiltering(true);
        // Hashes do not compress, and users' states are packed.
        options.setCompressionType(CompressionType.NO_COMPRESSION);
    }

    @Override
    public void close(String storeName, Options options) {
        // Shared by stores that are still open.
    }

    private static synchronized void share(long bytes) {
        if (cache == null) {
            RocksDB.loadLibrary();
            cache = new LRUCache(bytes);
            // Half for what is not yet written to disk, counted within the cache, so that one figure bounds both.
            writeBuffers = new WriteBufferManager(bytes / 2, cache);
        }
    }
}
