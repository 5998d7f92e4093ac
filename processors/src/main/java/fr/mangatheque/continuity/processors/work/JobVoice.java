package fr.mangatheque.continuity.processors.work;

import fr.mangatheque.continuity.schemas.Topic;
import fr.mangatheque.continuity.schemas.event.Figure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a run under way can say. Thread-safe. */
public interface JobVoice {
  /**
   * How far it has come. To be called as often as it comes further, at the least every few minutes,
   * or the run is presumed dead; told now and then, and not waited for: the next word says the same
   * and more.
   *
   * @param total how much there is to do; null if it cannot be told
   */
  void progress(long done, @Nullable Long total, List<Figure> figures, String detail);

  /**
   * Sends a record beside the reports; returns once Kafka has it.
   *
   * @throws org.apache.kafka.common.KafkaException if Kafka does not take it: let it rise, and the
   *     run is made again
   */
  <V> void send(Topic<V> topic, String key, V value) throws InterruptedException;
}
