package fr.mangatheque.continuity.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * A ledger made anew from listings of the backup, and an audit that finds all as it is: what a
 * record of each kind costs, and what memory so many objects take. Broker, ledger and who tells it
 * share the machine.
 */
final class LedgerBench {
  private final int objects;
  private final PrintStream out;
  // later than all that is taken in, so that the audit judges all of it
  private final Instant startedAt = InstantSource.system().instant().plusSeconds(3600);

  LedgerBench(int objects, PrintStream out) {
    this.objects = objects;
    this.out = out;
  }

  /**
   * What came out.
   *
   * @param rebuilt entries of the backup taken in, a second
   * @param observed hints with which nothing is to be done, a second
   * @param peakKilobytes of resident memory
   */
  record Result(double rebuilt, double observed, long peakKilobytes) {}

  /**
   * @param directory of the broker's records and the ledger's stores
   */
  Result run(Path directory) throws IOException, InterruptedException {
    // The heap, the collector and the allocator that the launcher gives.
    List<String> jvm = List.of("-Xms192m", "-Xmx288m", "-Xmn128m", "-XX:+UseSerialGC");
    List<String> place = List.of(directory.toString());
    try (Child server =
        Child.start(LedgerServer.class, jvm, place, Map.of("MALLOC_ARENA_MAX", "2"))) {
      String broker = server.answer();
      await(server, "running", 1);
      double rebuilt = phase(server, broker, "rebuilt", "continuity.ledger.listed", objects);
      double listed = phase(server, broker, "listed", "continuity.ledger.listed", 2L * objects);
      double observed = phase(server, broker, "observed", "continuity.ledger.hints", objects);
      long start = System.nanoTime();
      phase(server, broker, "ended", "continuity.ledger.absence.judged", LedgerServer.PARTITIONS);
      double judged = (System.nanoTime() - start) / 1e9;
      long asked = ask(server, "continuity.ledger.requests");
      if (asked > 0) {
        throw new IOException(asked + " objects were asked for: it is something else that ran");
      }
      long peak = ask(server, "memory");
      out.printf(
          "%,d objects: rebuilt %,.0f/s, listed %,.0f/s, observed %,.0f/s,"
              + " absences judged in %.1f s, peak memory %,d kB%n",
          objects, rebuilt, listed, observed, judged, peak);
      return new Result(rebuilt, observed, peak);
    }
  }

  /** Objects a second until the counter stands at {@code until}. */
  private double phase(Child server, String broker, String what, String counter, long until)
      throws IOException, InterruptedException {
    List<String> arguments =
        List.of(
            broker,
            what,
            String.valueOf(what.equals("ended") ? 0 : objects),
            String.valueOf(startedAt.toEpochMilli()));
    long cpu = ask(server, "cpu");
    try (Child load = Child.start(LedgerLoad.class, List.of("-Xmx256m"), arguments)) {
      load.answer();
      long start = System.nanoTime();
      load.answer();
      await(server, counter, until);
      double seconds = (System.nanoTime() - start) / 1e9;
      out.printf(
          "  %-9s %.1f s, CPU of broker and ledger %.1f s%n",
          what, seconds, (ask(server, "cpu") - cpu) / 1e9);
      return objects / seconds;
    }
  }

  private static void await(Child server, String what, long until)
      throws IOException, InterruptedException {
    while (ask(server, what) < until) {
      Thread.sleep(Duration.ofMillis(20));
    }
  }

  private static long ask(Child server, String what) throws IOException {
    return Long.parseLong(server.ask(what));
  }
}
