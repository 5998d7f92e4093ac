package fr.mangatheque.continuity.app.config;

import fr.mangatheque.continuity.producer.tick.Schedule;
import fr.mangatheque.continuity.schemas.ScheduleName;
import fr.mangatheque.continuity.storage.s3.S3Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What is done by the clock.
 *
 * @param names each job of each source, those that are switched off too
 * @param schedules of those that are not
 * @param canaryLimit the longest a canary's round trip may take
 * @param canaries the origins' buckets with credentials that may write canary objects, by source
 */
public record JobsSettings(
    List<ScheduleName> names,
    List<Schedule> schedules,
    Duration canaryLimit,
    Map<String, S3Settings> canaries) {
  public JobsSettings {
    names = List.copyOf(names);
    schedules = List.copyOf(schedules);
    canaries = Map.copyOf(canaries);
  }
}
