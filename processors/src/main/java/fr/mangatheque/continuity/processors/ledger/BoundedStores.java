package fr.mangatheque.continuity.processors.ledger;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.IndexType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;

/**
 * Gives all stores of a process one cache, and each little room for what is not written yet: there
 * are many a partition, and each by itself would take what it likes. That room is not shared: where
 * stores that rest fill it, one that works would have to write a file for every few records. Kafka
 * Streams makes instances of it.
 */
public final class BoundedStores implements RocksDBConfigSetter {
  private static final long CACHE = 16L << 20;
  private static final int METADATA_BLOCK = 4 << 10;
  private static final long WRITE_BUFFER = 128L << 10;
  private static final int WRITE_BUFFERS = 2;
  private static final long ARENA = 32L << 10;
  private static final double FOR_INDEXES = 0.3;

  /** Shared, and never closed: it lives as long as the process. */
  private static final class Shared {
    static final Cache CACHE_OF_ALL;

    static {
      RocksDB.loadLibrary();
      CACHE_OF_ALL = new LRUCache(CACHE, -1, false, FOR_INDEXES);
    }
  }

  @Override
  public void setConfig(String store, Options options, Map<String, Object> configuration) {
    BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
    table.setBlockCache(Shared.CACHE_OF_ALL);
    table.setCacheIndexAndFilterBlocks(true);
    table.setCacheIndexAndFilterBlocksWithHighPriority(true);
    // in pieces: whole, those of a large file would push one another out at each question
    table.setIndexType(IndexType.kTwoLevelIndexSearch);
    table.setPartitionFilters(true);
    table.setMetadataBlockSize(METADATA_BLOCK);
    table.setPinTopLevelIndexAndFilter(true);
    options.setTableFormatConfig(table);
    options.setWriteBufferSize(WRITE_BUFFER);
    options.setMaxWriteBufferNumber(WRITE_BUFFERS);
    options.setArenaBlockSize(ARENA);
  }

  @Override
  public void close(String store, Options options) {
    // what is shared stays
  }
}
