package fr.mangatheque.continuity.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command from its start to its end, measured from outside, the same for any: wall time, and the
 * CPU the shell saw it use.
 */
record Timed(long wallNanos, long cpuNanos) {
  private static final Pattern CHILDREN =
      Pattern.compile("(\\d+)m([\\d.]+)s (\\d+)m([\\d.]+)s\\s*$");
  private static final int MINUTE = 60;

  static Timed run(List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    List<String> shell =
        new ArrayList<>(List.of("bash", "-c", "\"$@\"; s=$?; times; exit $s", "-"));
    shell.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(shell).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(environment);
    long start = System.nanoTime();
    Process process = builder.start();
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
    int status = process.waitFor();
    long wall = System.nanoTime() - start;
    if (status != 0) {
      throw new IOException("ended with " + status + ": " + command + "\n" + printed);
    }
    return new Timed(wall, cpu(printed));
  }

  /** The second of the two lines that {@code times} prints is that of the children. */
  private static long cpu(String printed) throws IOException {
    Matcher children = CHILDREN.matcher(printed);
    if (!children.find()) {
      throw new IOException("the shell told no times: " + printed);
    }
    return nanos(children.group(1), children.group(2))
        + nanos(children.group(3), children.group(4));
  }

  private static long nanos(String minutes, String seconds) {
    return (long) ((Long.parseLong(minutes) * MINUTE + Double.parseDouble(seconds)) * 1e9);
  }
}
