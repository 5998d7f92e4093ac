package fr.mangatheque.continuity.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.mangatheque.continuity.app.Main;
import fr.mangatheque.continuity.app.command.line.ExitCode;
import fr.mangatheque.continuity.app.config.ConfigurationReader;
import fr.mangatheque.continuity.testkit.tls.TestAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Operators' commands over TLS, with a certificate that a private authority issued. */
class OperatorTlsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String TOKEN = "a-token-of-the-operator";

  @TempDir private Path directory;
  private Site site;
  private TestAuthority authority;
  private Pipeline pipeline;
  private String url;

  @BeforeEach
  void aPipeline() throws Exception {
    site = new Site(directory);
    authority = TestAuthority.make(directory);
    authority.issue(directory.resolve("operator.pem"), directory.resolve("operator-key.pem"));
    Path file =
        site.file(
            """
            operator:
              port: 0
              tokens: [{name: night, token: %s}]
              tls: {certificate-file: operator.pem, key-file: operator-key.pem}
            """
                .formatted(TOKEN));
    pipeline =
        Pipeline.start(
            ConfigurationReader.read(file, Map.of()).configuration(),
            EnumSet.allOf(Role.class),
            InstantSource.system());
    url = "https://127.0.0.1:" + pipeline.operatorPort();
    await().atMost(PATIENCE).until(() -> pipeline.troubles().isEmpty());
  }

  @AfterEach
  void nothing() {
    pipeline.close();
    site.close();
  }

  /** A command in a process of its own, which trusts whom {@code trust} says. */
  private Console.Answer run(Path trust, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Djavax.net.ssl.trustStore=" + trust,
            "-Djavax.net.ssl.trustStorePassword=" + TestAuthority.PASSWORD,
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName()));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--url", url, "--operator-token", TOKEN));
    Path out = directory.resolve("out");
    Path err = directory.resolve("err");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    int exitCode = process.waitFor();
    return new Console.Answer(exitCode, Files.readString(out), Files.readString(err));
  }

  @Test
  void whoeverTrustsTheAuthorityAsksAndOrders() throws Exception {
    Path trust = directory.resolve("trust.p12");
    authority.writeTrustStore(trust);

    Console.Answer paused = run(trust, "pause", "--reason", "a move");
    assertThat(paused.exitCode()).as(paused.err()).isZero();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(run(trust, "status").out())
                    .contains("uploads", "paused by night", "a move"));
  }

  @Test
  void whoeverDoesNotIsToldWhyAndWhatToDo() throws Exception {
    Path others = directory.resolve("others.p12");
    TestAuthority.make(directory).writeTrustStore(others);

    for (Console.Answer refused :
        List.of(new Console(url, TOKEN).ask("status"), run(others, "status"))) {
      assertThat(refused.err())
          .contains("cannot speak TLS with " + url)
          .contains("PKIX path")
          .contains("-Djavax.net.ssl.trustStore=FILE", "-Djavax.net.ssl.trustStorePassword=")
          .doesNotContain(TOKEN, "\tat ");
      assertThat(refused.out()).isEmpty();
      assertThat(refused.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
    }

    Console.Answer plain = new Console(url.replace("https", "http"), TOKEN).ask("status");
    assertThat(plain.err()).contains("no pipeline", "https://");
    assertThat(plain.exitCode()).isEqualTo(ExitCode.UNREACHABLE);
  }
}
