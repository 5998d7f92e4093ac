package fr.mangatheque.continuity.processors.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.ThreadMetadata;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;

/** Who keeps which partitions of the ledger, as far as this process knows. Thread-safe. */
final class LedgerProcesses {
  private final KafkaStreams streams;
  private final String inputs;
  private final @Nullable HostInfo self;

  /**
   * @param inputs the topic whose partitions are the ledger's
   */
  LedgerProcesses(KafkaStreams streams, LedgerSettings settings, String inputs) {
    this.streams = streams;
    this.inputs = inputs;
    String advertised = settings.advertised();
    this.self = advertised == null ? null : HostInfo.buildFromEndpoint(advertised);
  }

  /** The partitions this process works on; none while it does not run. */
  SortedSet<Integer> own() {
    try {
      Set<ThreadMetadata> threads = streams.metadataForLocalThreads();
      return threads.stream()
          .flatMap(thread -> thread.activeTasks().stream())
          .flatMap(task -> partitions(task.topicPartitions()).stream())
          .collect(Collectors.toCollection(TreeSet::new));
    } catch (IllegalStateException e) {
      return new TreeSet<>();
    }
  }

  /** This process first. */
  List<LedgerProcess> all() {
    List<LedgerProcess> all = new ArrayList<>();
    all.add(
        self == null
            ? new LedgerProcess(null, -1, true, own())
            : new LedgerProcess(self.host(), self.port(), true, own()));
    for (StreamsMetadata other : others()) {
      HostInfo host = other.hostInfo();
      boolean known = !host.equals(HostInfo.unavailable());
      all.add(
          new LedgerProcess(
              known ? host.host() : null,
              known ? host.port() : -1,
              false,
              partitions(other.topicPartitions())));
    }
    return all;
  }

  private List<StreamsMetadata> others() {
    try {
      return streams.metadataForAllStreamsClients().stream()
          .filter(it -> !it.hostInfo().equals(self))
          .filter(it -> !partitions(it.topicPartitions()).isEmpty())
          .filter(it -> self != null || !it.hostInfo().equals(HostInfo.unavailable()))
          .toList();
    } catch (IllegalStateException e) {
      return List.of();
    }
  }

  private SortedSet<Integer> partitions(Collection<TopicPartition> of) {
    return of.stream()
        .filter(it -> it.topic().equals(inputs))
        .map(TopicPartition::partition)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
