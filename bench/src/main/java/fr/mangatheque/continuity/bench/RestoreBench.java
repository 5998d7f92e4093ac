package fr.mangatheque.continuity.bench;

import fr.mangatheque.continuity.storage.Content;
import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.ObjectHeaders;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.ObjectStore;
import fr.mangatheque.continuity.storage.backup.BackupLayout;
import fr.mangatheque.continuity.storage.backup.EntryName;
import fr.mangatheque.continuity.storage.backup.EntryNames;
import fr.mangatheque.continuity.storage.backup.EntryWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * A restore into an empty bucket beside {@code rclone copy} of the same objects between the same
 * two endpoints, in turns: objects a second, CPU of the client, and of the endpoints, which share
 * the machine and run warm, as stores do. Ours lists, plans, hashes and checks what it wrote;
 * rclone compares MD5s. Ours is measured twice: the first restore of a process, its start and the
 * compiler's work included, and, in turns with rclone, one process's later ones, as those of a
 * large restore are. Who begins changes from pair to pair.
 */
final class RestoreBench {
  static final String PREFIX = "site/";
  private static final String PLAIN = "plain/";
  private static final int LEAST = 20_000;
  private static final int MOST = 400_000;

  /** What the launcher gives a restore. */
  private static final Path OPTIONS =
      Path.of("..", "app", "src", "main", "launch", "restore-options").toAbsolutePath();

  private static final int WARM_UPS = 3;
  private static final Instant DATED = Instant.parse("2026-01-02T03:04:05Z");

  private final int objects;
  private final int pairs;
  private final PrintStream out;

  RestoreBench(int objects, int pairs, PrintStream out) {
    this.objects = objects;
    this.pairs = pairs;
    this.out = out;
  }

  /** The medians of both sides. */
  record Result(double oursPerSecond, double rclonePerSecond) {}

  /**
   * One of them, once.
   *
   * @param endpointNanos CPU that both endpoints took meanwhile
   */
  private record Turn(Timed timed, long endpointNanos) {}

  /** A side's work. */
  @FunctionalInterface
  private interface Side {
    Timed run() throws IOException, InterruptedException;
  }

  Result run(Path directory) throws IOException, InterruptedException {
    Path clouds = directory.resolve("clouds");
    List<Turn> ours = new ArrayList<>();
    List<Turn> rclone = new ArrayList<>();
    try (Child server =
        Child.start(RestoreClouds.class, List.of("-Xmx512m"), List.of(clouds.toString()))) {
      String[] endpoints = server.answer().split(" ");
      fill(URI.create(endpoints[0]));
      warmUp(clouds, endpoints, directory.resolve("warm"));
      long start = System.nanoTime();
      try (Child client = client(endpoints, directory.resolve("work"))) {
        Turn first = turn(server, () -> restore(client, "ours-0"));
        long wall = System.nanoTime() - start;
        requireAll(clouds, "ours-0");
        tell(
            "a process's first restore",
            new Turn(new Timed(wall, first.timed().cpuNanos()), first.endpointNanos()));
        for (int pair = 1; pair <= pairs; pair++) {
          String name = "-" + pair;
          boolean begins = pair % 2 == 1;
          if (begins) {
            ours.add(ours(server, client, clouds, name));
          }
          Turn peer = turn(server, () -> copy(endpoints, "rclone" + name));
          requireAll(clouds, "rclone" + name);
          rclone.add(peer);
          if (!begins) {
            ours.add(ours(server, client, clouds, name));
          }
          tell("pair " + pair + ", restore", ours.getLast());
          tell("pair " + pair + ", rclone copy", peer);
        }
      }
    }
    Turn us = median(ours);
    Turn peer = median(rclone);
    tell("median, restore", us);
    tell("median, rclone copy", peer);
    return new Result(perSecond(us), perSecond(peer));
  }

  /** What both sides ask of the endpoints runs there for the first time, too: not in a turn. */
  private void warmUp(Path clouds, String[] endpoints, Path work)
      throws IOException, InterruptedException {
    try (Child client = client(endpoints, work)) {
      for (int round = 0; round < WARM_UPS; round++) {
        String name = "-warm-" + round;
        restore(client, "ours" + name);
        requireAll(clouds, "ours" + name);
        copy(endpoints, "rclone" + name);
        requireAll(clouds, "rclone" + name);
      }
    }
  }

  private Turn ours(Child server, Child client, Path clouds, String name)
      throws IOException, InterruptedException {
    Turn turn = turn(server, () -> restore(client, "ours" + name));
    requireAll(clouds, "ours" + name);
    return turn;
  }

  private static Turn turn(Child server, Side side) throws IOException, InterruptedException {
    long before = Long.parseLong(server.ask(""));
    Timed timed = side.run();
    return new Turn(timed, Long.parseLong(server.ask("")) - before);
  }

  private void fill(URI endpoint) {
    Random random = new Random(1);
    BackupLayout layout = new BackupLayout(PREFIX);
    try (ObjectStore store =
        RestoreClient.open(endpoint, RestoreClouds.BACKUP, InstantSource.system())) {
      EntryWriter writer = new EntryWriter(store, layout);
      for (int i = 0; i < objects; i++) {
        byte[] bytes = new byte[LEAST + random.nextInt(MOST - LEAST)];
        random.nextBytes(bytes);
        Content content = Content.of(bytes);
        ObjectKey key = new ObjectKey("covers/%06d.webp".formatted(i));
        ETag etag = new ETag(content.md5().hex());
        EntryName.Version version = EntryNames.version(DATED, content.sha256(), etag, null);
        var _ = writer.version(key, version, content, ObjectHeaders.NONE, etag, DATED);
        var _ = store.create(new ObjectKey(PLAIN + key), content, ObjectHeaders.NONE);
      }
    }
  }

  private static Child client(String[] endpoints, Path work) throws IOException {
    return Child.start(
        RestoreClient.class,
        List.of("@" + OPTIONS),
        List.of(endpoints[0], endpoints[1], work.toString()));
  }

  private static Timed restore(Child client, String prefix) throws IOException {
    String[] told = client.ask(prefix + "/").split(" ");
    return new Timed(Long.parseLong(told[1]), Long.parseLong(told[2]));
  }

  private static Timed copy(String[] endpoints, String prefix)
      throws IOException, InterruptedException {
    return Timed.run(
        List.of(
            "rclone",
            "copy",
            "--transfers=32",
            "--checkers=32",
            "--s3-no-check-bucket",
            "from:" + RestoreClouds.BACKUP + "/" + PLAIN,
            "to:" + RestoreClouds.LIBRARY + "/" + prefix),
        Map.ofEntries(
            Map.entry("RCLONE_CONFIG", "/dev/null"),
            Map.entry("AWS_CA_BUNDLE", ""),
            Map.entry("RCLONE_CONFIG_FROM_TYPE", "s3"),
            Map.entry("RCLONE_CONFIG_FROM_PROVIDER", "Other"),
            Map.entry("RCLONE_CONFIG_FROM_ENDPOINT", endpoints[0]),
            Map.entry("RCLONE_CONFIG_FROM_ACCESS_KEY_ID", RestoreClouds.ACCOUNT.accessKeyId()),
            Map.entry(
                "RCLONE_CONFIG_FROM_SECRET_ACCESS_KEY", RestoreClouds.ACCOUNT.secretAccessKey()),
            Map.entry("RCLONE_CONFIG_TO_TYPE", "s3"),
            Map.entry("RCLONE_CONFIG_TO_PROVIDER", "Other"),
            Map.entry("RCLONE_CONFIG_TO_ENDPOINT", endpoints[1]),
            Map.entry("RCLONE_CONFIG_TO_ACCESS_KEY_ID", RestoreClouds.ACCOUNT.accessKeyId()),
            Map.entry(
                "RCLONE_CONFIG_TO_SECRET_ACCESS_KEY", RestoreClouds.ACCOUNT.secretAccessKey())));
  }

  /** Counts what arrived, and makes room. */
  private void requireAll(Path clouds, String prefix) throws IOException {
    Path folder = clouds.resolve("other").resolve(RestoreClouds.LIBRARY).resolve(prefix);
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.sorted(Comparator.reverseOrder()).toList();
    }
    long arrived =
        files.stream()
            .filter(file -> file.toString().endsWith(".webp"))
            .filter(Files::isRegularFile)
            .count();
    if (arrived != objects) {
      throw new IOException(arrived + " of " + objects + " objects came to " + prefix);
    }
    for (Path file : files) {
      Files.delete(file);
    }
  }

  private double perSecond(Turn turn) {
    return objects * 1e9 / turn.timed().wallNanos();
  }

  private static Turn median(List<Turn> turns) {
    List<Turn> sorted =
        turns.stream().sorted(Comparator.comparingLong(turn -> turn.timed().wallNanos())).toList();
    return sorted.get(sorted.size() / 2);
  }

  private void tell(String what, Turn turn) {
    out.printf(
        "%-26s %,6d objects  %7.1f objects/s   CPU ms an object: client %5.2f, endpoints %5.2f%n",
        what,
        objects,
        perSecond(turn),
        turn.timed().cpuNanos() / 1e6 / objects,
        turn.endpointNanos() / 1e6 / objects);
  }
}
