package fr.mangatheque.continuity.notifier;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.Options;

/**
 * Keeps RocksDB small: there are three stores a partition, and little in them. Kafka Streams makes
 * instances of it.
 */
public final class SmallStores implements RocksDBConfigSetter {
  private static final long WRITE_BUFFER = 512 << 10;

  @Override
  public void setConfig(String store, Options options, Map<String, Object> configuration) {
    options.setWriteBufferSize(WRITE_BUFFER);
    options.setMaxWriteBufferNumber(2);
  }

  @Override
  public void close(String store, Options options) {}
}
