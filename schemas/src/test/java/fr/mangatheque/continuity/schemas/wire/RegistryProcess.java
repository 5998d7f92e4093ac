package fr.mangatheque.continuity.schemas.wire;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Apicurio Registry in a process of its own, on loopback and a free port, in memory; one for all
 * tests that take it as a parameter. Where the build could not get its archive they are skipped.
 */
final class RegistryProcess implements AutoCloseable {
  private static final Path HOME = Path.of("target/registry").toAbsolutePath();
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Pattern LISTENING = Pattern.compile("Listening on: (http://[0-9.]+:[0-9]+)");

  private final Process process;
  private final URI place;
  private boolean answered;

  private RegistryProcess(Process process, URI place) {
    this.process = process;
    this.place = place;
  }

  /** Starts it once for all tests, and ends it after the last. */
  static final class Shared implements ExecutionCondition, ParameterResolver {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext test) {
      return Files.exists(HOME.resolve("quarkus-run.jar"))
          ? ConditionEvaluationResult.enabled("Apicurio's archive is there")
          : ConditionEvaluationResult.disabled(
              "Apicurio's archive could not be had from a Maven repository: see the profile"
                  + " real-registry in schemas/pom.xml");
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
      return parameter.getParameter().getType() == RegistryProcess.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
      return test.getRoot()
          .getStore(ExtensionContext.Namespace.GLOBAL)
          .getOrComputeIfAbsent(RegistryProcess.class, type -> start());
    }
  }

  private static RegistryProcess start() {
    Path log = Path.of("target/registry.log");
    Process process = launch(log);
    RegistryProcess started = null;
    try {
      await()
          .atMost(PATIENCE)
          .failFast("the registry ended, see " + log, () -> !process.isAlive())
          .until(() -> listening(log).isPresent());
      started = new RegistryProcess(process, listening(log).orElseThrow());
      started.awaitFirstAnswer();
      return started;
    } finally {
      if (started == null || !started.answered) {
        process.destroyForcibly();
      }
    }
  }

  private static Process launch(Path log) {
    try {
      return new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-Xmx256m",
              "-Dquarkus.http.host=127.0.0.1",
              "-Dquarkus.http.port=0",
              "-Dquarkus.management.host=127.0.0.1",
              "-Dquarkus.management.port=0",
              "-jar",
              "quarkus-run.jar")
          .directory(HOME.toFile())
          .redirectErrorStream(true)
          .redirectOutput(log.toFile())
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** It listens before it is ready, and its first answer takes seconds. */
  private void awaitFirstAnswer() {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url() + "/subjects")).timeout(PATIENCE).build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      await()
          .atMost(PATIENCE)
          .ignoreExceptionsInstanceOf(IOException.class)
          .until(
              () -> http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode() == 200);
    }
    answered = true;
  }

  private static Optional<URI> listening(Path log) {
    try {
      Matcher line = LISTENING.matcher(Files.readString(log));
      return line.find() ? Optional.of(URI.create(line.group(1))) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it speaks Confluent's API. */
  String url() {
    return place.resolve("/apis/ccompat/v7").toString();
  }

  /** With more patience than usual, for a machine that tests share. */
  RegistrySettings settings(Map<String, String> properties, boolean writes) {
    Map<String, String> all = new HashMap<>(properties);
    all.put("http.connect.timeout.ms", "60000");
    all.put("http.read.timeout.ms", "60000");
    return new RegistrySettings(url(), all, writes);
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
