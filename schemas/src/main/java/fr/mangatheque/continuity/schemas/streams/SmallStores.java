package fr.mangatheque.continuity.schemas.streams;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.Options;

/**
 * Keeps RocksDB small: most topologies have a few stores a partition, and little in them. Kafka
 * Streams makes instances of it.
 */
public final class SmallStores implements RocksDBConfigSetter {
  private static final long WRITE_BUFFER = 1 << 20;

  @Override
  public void setConfig(String store, Options options, Map<String, Object> configuration) {
    options.setWriteBufferSize(WRITE_BUFFER);
    options.setMaxWriteBufferNumber(2);
  }

  @Override
  public void close(String store, Options options) {
    // nothing was opened
  }
}
