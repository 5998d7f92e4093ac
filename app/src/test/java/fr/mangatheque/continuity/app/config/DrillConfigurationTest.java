package fr.mangatheque.continuity.app.config;

import static fr.mangatheque.continuity.app.config.ConfigurationFile.LEAST;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What rehearses restores and looks through CDNs, and where. */
class DrillConfigurationTest {
  private static final String TARGET =
      """
      drills:
        target: {endpoint: 'https://s.example', bucket: scratch, access-key-id: s,
                 secret-access-key: hidden-scratch}
      """;

  @TempDir private Path directory;

  private ConfigurationFile file(String yaml) throws Exception {
    return ConfigurationFile.of(directory, yaml);
  }

  @Test
  void aTargetAndACdnBringTheirJobs() throws Exception {
    Configuration configuration =
        file(LEAST + "    cdn: https://cdn.example.com/files\n" + TARGET).read();

    assertThat(configuration.jobs().schedules())
        .extracting(schedule -> schedule.name().job() + " " + schedule.cron())
        .contains("cdn 50 5 * * *", "drill 0 2 1 * *", "drill-all 0 3 15 1 *");
    assertThat(configuration.cdn().bases())
        .containsOnly(Map.entry("uploads", URI.create("https://cdn.example.com/files")));
    assertThat(Objects.requireNonNull(configuration.drills().target()).bucket())
        .isEqualTo("scratch");
    assertThat(configuration.toString()).doesNotContain("hidden-scratch");
  }

  @Test
  void whatIsSaidHolds() throws Exception {
    Configuration configuration =
        file(LEAST
                + TARGET
                + """
                  sample: 500
                  objectives: {recovery-time: 8h, recovery-point: 15m}
                jobs: {cdn: {sample: 7, limit: 10s, may-lag: 2h}, drill: {schedule: 'off'}}
                """)
            .read();

    assertThat(configuration.drills().sample()).isEqualTo(500);
    assertThat(configuration.drills().recoveryTime()).isEqualTo(Duration.ofHours(8));
    assertThat(configuration.drills().recoveryPoint()).isEqualTo(Duration.ofMinutes(15));
    assertThat(configuration.cdn().sample()).isEqualTo(7);
    assertThat(configuration.cdn().mayLag()).isEqualTo(Duration.ofHours(2));
    assertThat(configuration.jobs().names()).anyMatch(name -> name.job().equals("drill"));
    assertThat(configuration.jobs().schedules())
        .noneMatch(schedule -> schedule.name().job().equals("drill"));
  }

  @Test
  void aTargetThatIsAnOriginsOrABackupsBucketIsRefusedWhateverItsPrefix() throws Exception {
    for (String side : new String[] {"o", "b"}) {
      String yaml =
          LEAST
              + """
              drills:
                target: {endpoint: 'https://%s.example', bucket: manga, prefix: apart/,
                         access-key-id: own, secret-access-key: s}
              """
                  .formatted(side);

      assertThat(file(yaml).faults(Map.of()))
          .singleElement()
          .asString()
          .contains("drills.target.bucket: is the bucket of", "need a bucket of their own");
    }
  }

  @Test
  void aTargetHasCredentialsOfItsOwn() throws Exception {
    String yaml =
        LEAST
            + """
            drills:
              target: {endpoint: 'https://b.example', bucket: scratch, access-key-id: b,
                       secret-access-key: bs}
            """;

    assertThat(file(yaml).faults(Map.of()))
        .singleElement()
        .asString()
        .contains("drills.target.access-key-id: is also that of the backup of uploads");
  }

  @Test
  void whatIsMissingOrWrongIsTold() throws Exception {
    String yaml =
        LEAST
            + """
                cdn: https://cdn.example.com/?v=1
            drills:
              target: {bucket: scratch, prefix: /, access-key-id: s}
              objectives: {recovery-time: 0s}
            jobs: {cdn: {limit: 2h, may-lag: 31d}}
            """;

    assertThat(file(yaml).faults(Map.of()))
        .anySatisfy(fault -> assertThat(fault).contains("drills.target.endpoint: is missing"))
        .anySatisfy(
            fault -> assertThat(fault).contains("drills.target.secret-access-key: is missing"))
        .anySatisfy(fault -> assertThat(fault).contains("drills.target.prefix: not a prefix"))
        .anySatisfy(fault -> assertThat(fault).contains("recovery-time: is nothing"))
        .anySatisfy(fault -> assertThat(fault).contains("sources.uploads.cdn: has a ? or #"))
        .anySatisfy(fault -> assertThat(fault).contains("jobs.cdn.limit: is not 1s to 1h"))
        .anySatisfy(fault -> assertThat(fault).contains("jobs.cdn.may-lag: is not up to 30d"))
        .hasSize(7);
  }
}
