package fr.mangatheque.continuity.producer.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.producer.hint.Hint;
import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.schemas.event.ChangeKind;
import java.util.Collections;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BatchTest {
  private static final Hint HINT =
      new Hint(new ObjectId("uploads", "k"), ChangeKind.CREATED, null, null, null, null);

  private static ConsumerRecord<byte[], byte[]> record(long offset) {
    return new ConsumerRecord<>("json", 0, offset, new byte[0], new byte[0]);
  }

  private static Reading read(String sender, int hints) {
    return new Reading.Understood("plain", sender, Collections.nCopies(hints, HINT), List.of());
  }

  @ParameterizedTest
  @CsvSource({"0, 1000", "1, 500", "3, 125", "10, 1", "100, 1"})
  void eachFailureHalvesIt(int failures, int records) {
    Batch batch = new Batch(failures);

    while (!batch.isFull()) {
      batch.add(record(batch.all().size()), read("kafka", 1));
    }

    assertThat(batch.all()).hasSize(records);
  }

  @Test
  void whatNobodyCanReadTakesAPlaceAndWhatSaysNothingNone() {
    Batch batch = new Batch(10);

    batch.add(record(0), read("kafka", 0));
    assertThat(batch.isFull()).isFalse();
    batch.add(record(1), new Reading.Unreadable(new SerializationException("no")));

    assertThat(batch.isFull()).isTrue();
    assertThat(batch.hints()).isEmpty();
  }

  @Test
  void hintsAreGatheredBySender() {
    Batch batch = new Batch(0);

    batch.add(record(0), read("kafka:a", 2));
    batch.add(record(1), read("kafka", 1));
    batch.add(record(2), read("kafka:a", 1));

    assertThat(batch.hints()).containsOnlyKeys("kafka:a", "kafka");
    assertThat(batch.hints().get("kafka:a")).hasSize(3);
  }
}
