package fr.mangatheque.continuity.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A JVM of its own, so that its CPU is counted apart. It speaks in lines: those that begin with
 * {@code =} are meant for us, the others are its tools' own words. Of one thread.
 */
final class Child implements AutoCloseable {
  private final Process process;
  private final BufferedReader out;
  private final PrintStream in;
  private final List<String> words = new ArrayList<>();

  private Child(Process process) {
    this.process = process;
    this.out = process.inputReader(UTF_8);
    this.in = new PrintStream(process.getOutputStream(), true, UTF_8);
  }

  static Child start(Class<?> main, List<String> jvm, List<String> arguments) throws IOException {
    return start(main, jvm, arguments, Map.of());
  }

  static Child start(
      Class<?> main, List<String> jvm, List<String> arguments, Map<String, String> environment)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.addAll(jvm);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(environment);
    return new Child(builder.start());
  }

  /** Says {@code line} to it, and hears what it answers. */
  String ask(String line) throws IOException {
    in.println(line);
    return answer();
  }

  /** The next line that is meant for us. */
  String answer() throws IOException {
    while (true) {
      String line = out.readLine();
      if (line == null) {
        throw new IOException("a process of the benchmark ended early: " + words);
      }
      if (line.startsWith("=")) {
        return line.substring(1);
      }
      words.add(line);
    }
  }

  /** What it said that was not meant for us. */
  List<String> words() {
    return List.copyOf(words);
  }

  /** As by kill -9; returns when it is gone. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  @Override
  public void close() throws IOException {
    in.close();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
