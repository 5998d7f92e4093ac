package fr.mangatheque.continuity.app.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher at the root, over this build: Maven's place is taken by a script that says that it
 * was called, so that no build runs inside the build.
 */
@Timeout(120)
class LauncherIT {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  @TempDir private Path directory;

  private @Nullable Path libraries;

  @AfterEach
  void theLibrariesAreNotOurs() throws IOException {
    if (libraries != null) {
      Files.delete(libraries);
    }
  }

  private record Answer(int exitCode, String out, String err) {}

  private Answer run(Path launcher, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile(directory, "out", "");
    Path err = Files.createTempFile(directory, "err", "");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Answer(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  /** A checkout with this build in it. */
  private Path checkout() throws IOException {
    Path checkout = directory.resolve("a checkout");
    Path target = checkout.resolve("app/target");
    Files.createDirectories(target);
    Path launch = Path.of("app/src/main/launch/restore-options");
    Files.createDirectories(checkout.resolve(launch).getParent());
    Files.copy(ROOT.resolve(launch), checkout.resolve(launch));
    Files.copy(ROOT.resolve("continuity"), checkout.resolve("continuity"));
    Files.writeString(checkout.resolve("pom.xml"), "");
    Files.writeString(checkout.resolve("app/pom.xml"), "");
    libraries = Files.createSymbolicLink(target.resolve("lib"), ROOT.resolve("app/target/lib"));
    try (var jars = Files.newDirectoryStream(ROOT.resolve("app/target"), "continuity-app-*.jar")) {
      for (Path jar : jars) {
        Files.copy(jar, target.resolve(jar.getFileName()));
      }
    }
    return checkout;
  }

  /** A PATH on which Maven is what {@code script} does. */
  private Map<String, String> maven(String script) throws IOException {
    Path bin = Files.createDirectories(directory.resolve("bin"));
    Path mvn = Files.writeString(bin.resolve("mvn"), "#!/bin/sh\n" + script + "\n");
    assertThat(mvn.toFile().setExecutable(true)).isTrue();
    return Map.of("PATH", bin + ":" + System.getenv("PATH"));
  }

  @Test
  void itIsBashAsBashReadsIt() throws Exception {
    Process process =
        new ProcessBuilder("bash", "-n", ROOT.resolve("continuity").toString())
            .redirectErrorStream(true)
            .start();

    assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEmpty();
    assertThat(process.waitFor()).isZero();
  }

  @Test
  void itBuildsOnceAndAgainWhenASourceIsNewer() throws Exception {
    Path checkout = checkout();
    Path launcher = checkout.resolve("continuity");
    Path calls = directory.resolve("calls");
    Map<String, String> maven = maven("echo called >>'" + calls + "'");

    Answer first = run(launcher, maven, "--version");
    assertThat(first.out()).startsWith("continuity ");
    assertThat(first.err()).contains("building");
    Answer second = run(launcher, maven, "--help");
    assertThat(second.out()).startsWith("Usage: continuity");
    assertThat(second.err()).isEmpty();
    assertThat(calls).content().isEqualToIgnoringWhitespace("called");

    Path source = checkout.resolve("app/src/main/New.java");
    Path built = checkout.resolve("app/target/launch/java-options");
    Files.writeString(source, "");
    await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () -> {
              Files.writeString(source, "");
              return Files.getLastModifiedTime(source).compareTo(Files.getLastModifiedTime(built))
                  > 0;
            });
    assertThat(run(launcher, maven, "--version").err()).contains("building");
    assertThat(Files.readAllLines(calls)).hasSize(2);
  }

  @Test
  void javaSaysNothingOfItsOwnWhateverTheCommand() throws Exception {
    Path launcher = checkout().resolve("continuity");
    Map<String, String> maven = maven("true");
    var _ = run(launcher, maven, "--version");

    for (String command : List.of("run", "demo", "restore", "ls")) {
      Answer answer = run(launcher, maven, command, "--help");
      assertThat(answer.out()).startsWith("Usage: continuity " + command);
      assertThat(answer.err()).isEmpty();
      assertThat(answer.exitCode()).isZero();
    }
  }

  @Test
  void itWorksFromAnywhereAndThroughALink() throws Exception {
    Path link = directory.resolve("bin-link");
    Files.createSymbolicLink(link, checkout().resolve("continuity"));

    Answer answer = run(link, maven("true"), "config", "check");

    assertThat(answer.exitCode()).isEqualTo(3);
    assertThat(answer.err()).contains("continuity.yaml: there is no such file");
  }

  @Test
  void aBuildThatFailsSaysWhy() throws Exception {
    Answer answer =
        run(checkout().resolve("continuity"), maven("echo no disk left; exit 1"), "--version");

    assertThat(answer.exitCode()).isEqualTo(1);
    assertThat(answer.err()).contains("no disk left").contains("the build failed");
  }

  @Test
  void withoutAJdkItSaysWhatToInstall() throws Exception {
    Path bash = Files.createDirectories(directory.resolve("only-bash"));
    for (String tool : List.of("bash", "dirname", "readlink", "sed")) {
      Path found = Path.of("/usr/bin", tool);
      Files.createSymbolicLink(
          bash.resolve(tool), Files.exists(found) ? found : Path.of("/bin", tool));
    }
    // Looks nowhere else than where this machine's JDKs are not.
    Path launcher = directory.resolve("continuity");
    Files.writeString(
        launcher,
        Files.readString(ROOT.resolve("continuity"))
            .replace("/usr/lib/jvm/*", "/nowhere/*")
            .replace("/opt/java/*", "/nowhere/*"));
    assertThat(launcher.toFile().setExecutable(true)).isTrue();

    Answer answer =
        run(
            launcher,
            Map.of("PATH", bash.toString(), "JAVA_HOME", "/nowhere", "HOME", "/nowhere"),
            "--version");

    assertThat(answer.exitCode()).isEqualTo(1);
    assertThat(answer.err()).contains("JDK 25 or later is needed", "Temurin 25");
  }
}
