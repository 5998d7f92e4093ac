package fr.mangatheque.continuity.processors.job;

import fr.mangatheque.continuity.schemas.ScheduleName;
import fr.mangatheque.continuity.schemas.event.JobReport;
import fr.mangatheque.continuity.schemas.event.Tick;
import java.util.function.Function;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** What the jobs hear, and of which schedule. */
sealed interface JobInput {
  ScheduleName schedule();

  /** It came due, or somebody fired it. */
  record Ticked(ScheduleName schedule, Tick tick) implements JobInput {}

  /** A run says how it goes. */
  record Reported(ScheduleName schedule, JobReport report) implements JobInput {}

  /**
   * Reads ticks. Records that are well formed but make no sense throw SerializationException, as
   * those do that cannot be read: both become dead letters.
   */
  static Deserializer<JobInput> ticks(Deserializer<Tick> records) {
    return reader(records, tick -> new Ticked(ScheduleName.parse(tick.getSchedule()), tick));
  }

  /** Reads reports, likewise. */
  static Deserializer<JobInput> reports(Deserializer<JobReport> records) {
    return reader(
        records, report -> new Reported(ScheduleName.parse(report.getSchedule()), report));
  }

  private static <T> Deserializer<JobInput> reader(
      Deserializer<T> records, Function<T, JobInput> translate) {
    return new Deserializer<>() {
      @Override
      public JobInput deserialize(String topic, byte @Nullable [] data) {
        return translated(records.deserialize(topic, data));
      }

      @Override
      public JobInput deserialize(String topic, Headers headers, byte @Nullable [] data) {
        return translated(records.deserialize(topic, headers, data));
      }

      private JobInput translated(@Nullable T record) {
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
