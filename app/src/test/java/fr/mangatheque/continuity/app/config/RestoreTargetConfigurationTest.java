package fr.mangatheque.continuity.app.config;

import static fr.mangatheque.continuity.app.config.ConfigurationFile.LEAST;
import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.storage.s3.S3Settings;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which places can be restored to. */
class RestoreTargetConfigurationTest {
  @TempDir private Path directory;

  private ConfigurationFile file(String targets) throws Exception {
    return ConfigurationFile.of(directory, LEAST + "restore-targets:\n" + targets.indent(2));
  }

  @Test
  void aTargetHasCredentialsOfItsOwn() throws Exception {
    Files.writeString(directory.resolve("secret"), "hidden\n");
    Configuration configuration =
        file("""
        scratch: {endpoint: 'https://s.example', region: auto, bucket: scratch, prefix: restored/,
                  access-key-id: s, secret-access-key-file: secret}
        """)
            .read();

    assertThat(configuration.restoreTargets())
        .isEqualTo(
            Map.of(
                "scratch",
                new RestoreTarget(
                    S3Settings.of(
                        URI.create("https://s.example"), "auto", "scratch", "s", "hidden"),
                    "restored/")));
    assertThat(configuration.toString()).doesNotContain("hidden");
  }

  @Test
  void whatIsNotSaidOfATargetHasADefaultOrIsAskedFor() throws Exception {
    List<String> faults = file("scratch: {bucket: scratch, prefix: /x}").faults(Map.of());

    assertThat(faults)
        .containsExactlyInAnyOrder(
            "continuity.yaml:6: restore-targets.scratch.endpoint: is missing",
            "continuity.yaml:6: restore-targets.scratch.access-key-id: is missing",
            "continuity.yaml:6: restore-targets.scratch.secret-access-key: is missing",
            "continuity.yaml:6: restore-targets.scratch.prefix: not a prefix such as manga/: it"
                + " ends with a slash and does not start with one: /x");
  }

  @Test
  void aTargetIsNeverWhereABackupIs() throws Exception {
    List<String> faults =
        file("""
        same: {endpoint: 'https://B.example:443/', bucket: manga, prefix: x/, access-key-id: s, secret-access-key: t}
        other: {endpoint: 'https://b.example', bucket: other, access-key-id: s, secret-access-key: t}
        Odd: {endpoint: 'https://s.example', bucket: manga, access-key-id: s, secret-access-key: t}
        """)
            .faults(Map.of());

    assertThat(faults)
        .containsExactly(
            "continuity.yaml:6: restore-targets.same.bucket: with its prefix is the place of the"
                + " backup of uploads, which is only ever added to by the pipeline: name another"
                + " bucket, or a prefix beside it",
            "continuity.yaml:8: restore-targets.Odd: a target's name has 1 to 63 of a-z, 0-9 and"
                + " -");
  }
}
