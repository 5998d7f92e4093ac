package fr.mangatheque.continuity.app.config;

import static fr.mangatheque.continuity.app.config.ConfigurationFile.LEAST;
import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.producer.tick.Schedule;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is done by the clock, and when. */
class JobConfigurationTest {
  @TempDir private Path directory;

  private ConfigurationFile file(String more) throws Exception {
    return ConfigurationFile.of(directory, LEAST + more);
  }

  private static Map<String, String> crons(JobsSettings jobs) {
    return jobs.schedules().stream()
        .collect(
            Collectors.toMap(
                schedule -> schedule.name().job(), schedule -> schedule.cron().toString()));
  }

  @Test
  void eachSourceHasEachJobByDefault() throws Exception {
    JobsSettings jobs = file("").read().jobs();

    assertThat(crons(jobs))
        .containsOnly(
            Map.entry("reconcile", "*/15 * * * *"),
            Map.entry("audit", "0 4 * * *"),
            Map.entry("scrub", "20 * * * *"),
            Map.entry("canary", "40 * * * *"));
    assertThat(jobs.schedules()).extracting(Schedule::zone).containsOnly(ZoneId.of("UTC"));
    assertThat(jobs.canaryLimit()).isEqualTo(Duration.ofMinutes(1));
    assertThat(jobs.canaries()).isEmpty();
  }

  @Test
  void whatIsSaidHoldsAndWhatIsSaidOfASourceWins() throws Exception {
    Configuration configuration =
        ConfigurationFile.of(
                directory,
                """
                sources:
                  uploads:
                    origin: {endpoint: 'https://o.example', bucket: one, access-key-id: a,
                             secret-access-key: b}
                    backup: {endpoint: 'https://b.example', bucket: two, access-key-id: a,
                             secret-access-key: b}
                    canary: {access-key-id: writer, secret-access-key: hidden-canary}
                    jobs: {audit: '30 2 * * 1', canary: 'off'}
                jobs:
                  zone: Europe/Paris
                  audit: {schedule: '0 5 * * *'}
                  scrub: {schedule: 'off'}
                  canary: {limit: 90s}
                """)
            .read();

    JobsSettings jobs = configuration.jobs();
    assertThat(crons(jobs))
        .containsOnly(Map.entry("reconcile", "*/15 * * * *"), Map.entry("audit", "30 2 * * 1"));
    assertThat(jobs.names()).hasSize(4);
    assertThat(jobs.schedules().getFirst().zone()).isEqualTo(ZoneId.of("Europe/Paris"));
    assertThat(jobs.canaryLimit()).isEqualTo(Duration.ofSeconds(90));
    assertThat(jobs.canaries().get("uploads").accessKeyId()).isEqualTo("writer");
    assertThat(jobs.canaries().get("uploads").bucket()).isEqualTo("one");
    assertThat(jobs.toString()).doesNotContain("hidden-canary");
  }

  @Test
  void whatIsWrongIsTold() throws Exception {
    assertThat(
            file("""
            jobs:
              zone: Atlantis
              audit: {schedule: daily}
              canary: {limit: 2h}
            """)
                .faults(Map.of("CONTINUITY_SOURCES_UPLOADS_CANARY_ACCESS_KEY_ID", "writer")))
        .anySatisfy(fault -> assertThat(fault).contains("jobs.zone: not a time zone"))
        .anySatisfy(
            fault -> assertThat(fault).contains("jobs.audit.schedule: not a cron expression"))
        .anySatisfy(fault -> assertThat(fault).contains("jobs.canary.limit: is not 1s to 1h"))
        .anySatisfy(
            fault ->
                assertThat(fault).contains("sources.uploads.canary.secret-access-key: is missing"))
        .hasSize(4);
  }
}
