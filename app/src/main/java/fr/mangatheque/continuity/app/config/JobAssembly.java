package fr.mangatheque.continuity.app.config;

import fr.mangatheque.continuity.producer.tick.Cron;
import fr.mangatheque.continuity.producer.tick.Schedule;
import fr.mangatheque.continuity.schemas.ScheduleName;
import fr.mangatheque.continuity.storage.s3.S3Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts together what is done by the clock. */
final class JobAssembly {
  private static final int CONNECTIONS = 2;

  private final Values values;

  JobAssembly(Values values) {
    this.values = values;
  }

  /**
   * @param sources by name, for where the canary writes
   */
  JobsSettings settings(Map<String, SourceSettings> sources) {
    List<ScheduleName> names = new ArrayList<>();
    List<Schedule> schedules = new ArrayList<>();
    for (String source : sources.keySet()) {
      for (JobKeys.Job job : jobs(source)) {
        ScheduleName name = new ScheduleName(source, job.name());
        names.add(name);
        cron(source, job)
            .ifPresent(
                cron -> schedules.add(new Schedule(name, cron, values.get(JobKeys.TIME_ZONE))));
      }
    }
    return new JobsSettings(names, schedules, values.get(JobKeys.CANARY_LIMIT), canaries(sources));
  }

  private List<JobKeys.Job> jobs(String source) {
    return JobKeys.JOBS.stream().filter(job -> JobKeys.has(values, source, job)).toList();
  }

  private Optional<Cron> cron(String source, JobKeys.Job job) {
    return values.given(job.ofSource(), source).orElseGet(() -> values.get(job.schedule()));
  }

  private Map<String, S3Settings> canaries(Map<String, SourceSettings> sources) {
    Map<String, S3Settings> canaries = new LinkedHashMap<>();
    sources.forEach(
        (source, settings) ->
            values
                .given(JobKeys.CANARY_KEY_ID, source)
                .ifPresent(
                    id ->
                        canaries.put(
                            source,
                            S3Settings.of(
                                    settings.origin().endpoint(),
                                    settings.origin().region(),
                                    settings.origin().bucket(),
                                    id,
                                    values.get(JobKeys.CANARY_SECRET, source).value())
                                .withMaxConnections(CONNECTIONS))));
    return canaries;
  }
}
