package fr.mangatheque.continuity.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/**
 * How fast the ledger is made anew from the backup's listing, and in what memory: few objects, then
 * many, each in a process of its own; and the many once more, cut into shards by what the first
 * time saw.
 */
final class ScanBench {
  private static final List<String> JVM = List.of("-Xms192m", "-Xmx192m", "-XX:+UseSerialGC");

  private final long few;
  private final long many;
  private final PrintStream out;

  ScanBench(long few, long many, PrintStream out) {
    this.few = few;
    this.many = many;
    this.out = out;
  }

  /** What a rebuild came to. */
  record Rebuild(long names, long wallNanos, long cpuNanos, long peakKib) {
    double perSecond() {
      return names * 1e9 / wallNanos;
    }
  }

  /** Few objects, many in one shard, many in several. */
  record Result(Rebuild few, Rebuild many, Rebuild sharded) {
    double memoryRatio() {
      return (double) sharded.peakKib() / few.peakKib();
    }
  }

  Result run(Path directory) throws IOException {
    try (EndlessBucket bucket = new EndlessBucket();
        Child broker =
            Child.start(
                BrokerServer.class,
                List.of("-Xmx512m", "-XX:+UseSerialGC"),
                List.of(directory.resolve("broker").toString()))) {
      String address = broker.answer();
      bucket.holds(few);
      Rebuild small;
      try (Child scan = scan(address, bucket, directory.resolve("few"))) {
        small = tell("few", rebuild(scan));
      }
      bucket.holds(many);
      try (Child scan = scan(address, bucket, directory.resolve("many"))) {
        Rebuild first = tell("many, one shard", rebuild(scan));
        Result result = new Result(small, first, tell("many, cut in shards", rebuild(scan)));
        out.printf("peak memory, many to few: %.2f%n", result.memoryRatio());
        return result;
      }
    }
  }

  private static Child scan(String broker, EndlessBucket bucket, Path state) throws IOException {
    Child child =
        Child.start(
            ScanServer.class, JVM, List.of(broker, bucket.endpoint().toString(), state.toString()));
    child.answer();
    return child;
  }

  private static Rebuild rebuild(Child scan) throws IOException {
    String[] told = scan.ask("rebuild").split(" ");
    return new Rebuild(
        Long.parseLong(told[0]),
        Long.parseLong(told[1]),
        Long.parseLong(told[2]),
        Long.parseLong(told[3]));
  }

  private Rebuild tell(String what, Rebuild rebuild) {
    out.printf(
        "%-20s %,12d names  %,9.0f names/s   CPU %5.1f µs a name   peak memory %,d KiB%n",
        what,
        rebuild.names(),
        rebuild.perSecond(),
        rebuild.cpuNanos() / 1e3 / rebuild.names(),
        rebuild.peakKib());
    return rebuild;
  }
}
