package fr.mangatheque.continuity.processors.guard;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.Options;

/**
 * Keeps RocksDB small: there are two stores a partition, and mostly nothing in them. Kafka Streams
 * makes instances of it.
 */
public final class SmallStores implements RocksDBConfigSetter {
  private static final long WRITE_BUFFER = 1 << 20;

  @Override
  public void setConfig(String store, Options options, Map<String, Object> configuration) {
    options.setWriteBufferSize(WRITE_BUFFER);
    options.setMaxWriteBufferNumber(2);
  }

  @Override
  public void close(String store, Options options) {}
}
