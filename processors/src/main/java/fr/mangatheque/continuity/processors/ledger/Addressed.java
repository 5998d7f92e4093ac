package fr.mangatheque.continuity.processors.ledger;

import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.schemas.event.CopyResult;
import fr.mangatheque.continuity.schemas.event.DeletionDecision;
import fr.mangatheque.continuity.schemas.event.ObjectChange;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** A record as the ledger takes it: whom it is about and what it says. */
sealed interface Addressed {
  /**
   * About an object.
   *
   * @param record as it was, to be sent again if it is on a partition that is not its key's
   */
  record About(ObjectId id, Input input, SpecificRecord record) implements Addressed {}

  /** To the partition it is on, whatever its key. */
  record ToPartition(Order order) implements Addressed {}

  /**
   * Reads hints and orders. Records that are well formed but make no sense throw
   * SerializationException, as those do that cannot be read: both become dead letters.
   */
  static Deserializer<Addressed> hints(
      Deserializer<ObjectChange> records, LedgerSettings settings) {
    return reader(
        records,
        change ->
            Order.isOrder(change)
                ? new ToPartition(order(change, settings))
                : hint(change, settings));
  }

  private static Order order(ObjectChange change, LedgerSettings settings) {
    settings.known(change.getSource());
    return Order.of(change);
  }

  private static About hint(ObjectChange change, LedgerSettings settings) {
    return new About(
        settings.known(change.getSource(), change.getObjectKey()), EventCodec.hint(change), change);
  }

  /** Reads results, likewise. */
  static Deserializer<Addressed> results(
      Deserializer<CopyResult> records, LedgerSettings settings) {
    return reader(
        records,
        result ->
            new About(
                settings.known(result.getSource(), result.getObjectKey()),
                EventCodec.result(result),
                result));
  }

  /** Reads what the guard decided, likewise. */
  static Deserializer<Addressed> decisions(
      Deserializer<DeletionDecision> records, LedgerSettings settings) {
    return reader(
        records,
        decision ->
            new About(
                settings.known(decision.getSource(), decision.getObjectKey()),
                DeletionCodec.decision(decision),
                decision));
  }

  private static <T> Deserializer<Addressed> reader(
      Deserializer<T> records, Function<T, Addressed> translate) {
    return new Deserializer<>() {
      @Override
      public Addressed deserialize(String topic, byte @Nullable [] data) {
        return translated(records.deserialize(topic, data));
      }

      @Override
      public Addressed deserialize(String topic, Headers headers, byte @Nullable [] data) {
        return translated(records.deserialize(topic, headers, data));
      }

      private Addressed translated(@Nullable T record) {
        if (record == null) {
          throw new SerializationException("the record has no value");
        }
        try {
          return translate.apply(record);
        } catch (IllegalArgumentException e) {
          throw new SerializationException("the record makes no sense: " + e.getMessage(), e);
        }
      }
    };
  }
}
