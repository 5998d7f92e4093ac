package fr.mangatheque.continuity.producer.bridge;

import fr.mangatheque.continuity.producer.hint.Hint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Records that are published together, each with what it came to. Of one thread. */
final class Batch {
  /** So many that waiting for Kafka is shared, so few that one time-out is enough for all. */
  private static final int HINTS = 1_000;

  private static final int HALVINGS = 10;

  record Read(ConsumerRecord<byte[], byte[]> record, Reading reading) {}

  private final List<Read> all = new ArrayList<>();
  private final Map<String, List<Hint>> hints = new LinkedHashMap<>();
  private final int most;
  private int count;

  /**
   * @param failures of those before it: with each it is half as large, for a slow Kafka may take
   *     few in the time in which it does not take many
   */
  Batch(int failures) {
    this.most = Math.max(1, HINTS >> Math.min(failures, HALVINGS));
  }

  void add(ConsumerRecord<byte[], byte[]> record, Reading reading) {
    all.add(new Read(record, reading));
    switch (reading) {
      case Reading.Understood understood -> {
        if (!understood.hints().isEmpty()) {
          hints
              .computeIfAbsent(understood.sender(), _ -> new ArrayList<>())
              .addAll(understood.hints());
          count += understood.hints().size();
        }
      }
      case Reading.Unreadable _ -> count++;
    }
  }

  boolean isFull() {
    return count >= most;
  }

  /** In the order in which they were read. */
  List<Read> all() {
    return all;
  }

  /** By sender; none without any. */
  Map<String, List<Hint>> hints() {
    return hints;
  }
}
