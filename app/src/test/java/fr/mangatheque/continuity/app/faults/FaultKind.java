package fr.mangatheque.continuity.app.faults;

import fr.mangatheque.continuity.testkit.verifier.Incident;
import java.util.List;
import java.util.Set;

/** What can go wrong, and what people have to hear of it. */
enum FaultKind {
  KILL_ANYWHERE("kill -9", 1_000, ProcessFaults::killAnywhere),
  KILL_AFTER_GET("kill -9 after the GET", 3_000, ProcessFaults.killAt("after-get")),
  KILL_AFTER_STAGE("kill -9 after staging", 3_000, ProcessFaults.killAt("after-stage")),
  KILL_BEFORE_PUT("kill -9 before the PUT", 3_000, ProcessFaults.killAt("before-put")),
  KILL_AFTER_PUT("kill -9 after the PUT", 3_000, ProcessFaults.killAt("after-put")),
  KILL_AFTER_VERIFY("kill -9 after verifying", 3_000, ProcessFaults.killAt("after-verify")),
  KILL_BEFORE_RESULT("kill -9 before the result", 3_000, ProcessFaults.killAt("before-result")),
  KILL_AFTER_RESULT("kill -9 after the result", 3_000, ProcessFaults.killAt("after-result")),
  KILL_AFTER_COMMIT("kill -9 after the commit", 3_000, ProcessFaults.killAt("after-commit")),
  SUSPENDED("SIGSTOP for 30 s and back", 30_000, ProcessFaults::suspend),
  WORKER_CLOCK_AHEAD("the pipeline's clock an hour ahead", 12_000, ProcessFaults.clockOff("PT1H")),
  WORKER_CLOCK_BEHIND(
      "the pipeline's clock an hour behind", 12_000, ProcessFaults.clockOff("PT-1H")),
  DISK_FULL("the data directory full", 10_000, ProcessFaults::diskFull),

  ORIGIN_HANGS_UP("source unreachable", 5_000, StoreFaults.hangUp(Side.ORIGIN)),
  BACKUP_HANGS_UP("backup unreachable", 5_000, StoreFaults.hangUp(Side.BACKUP)),
  ORIGIN_AWAY(
      "source refuses connections", 8_000, StoreFaults.away(Side.ORIGIN), "ORIGIN/UNREACHABLE"),
  BACKUP_AWAY(
      "backup refuses connections", 8_000, StoreFaults.away(Side.BACKUP), "BACKUP/UNREACHABLE"),
  ORIGIN_BLACK_HOLE("source black-holed", 8_000, StoreFaults.blackHole(Side.ORIGIN)),
  BACKUP_BLACK_HOLE("backup black-holed", 8_000, StoreFaults.blackHole(Side.BACKUP)),
  ORIGIN_SLOW("source at 1 KB/s", 6_000, StoreFaults.slow(Side.ORIGIN)),
  BACKUP_SLOW("backup at 1 KB/s", 6_000, StoreFaults.slow(Side.BACKUP)),
  ORIGIN_429("storm of 429 from the source", 5_000, StoreFaults.tooMany(Side.ORIGIN)),
  BACKUP_429("storm of 429 from the backup", 5_000, StoreFaults.tooMany(Side.BACKUP)),
  ORIGIN_503("storm of 503 from the source", 5_000, StoreFaults.slowDown(Side.ORIGIN)),
  BACKUP_503("storm of 503 from the backup", 5_000, StoreFaults.slowDown(Side.BACKUP)),
  ORIGIN_403(
      "403 from the source", 4_000, StoreFaults.forbidden(Side.ORIGIN), "ORIGIN/ACCESS_DENIED"),
  BACKUP_403(
      "403 from the backup", 4_000, StoreFaults.forbidden(Side.BACKUP), "BACKUP/ACCESS_DENIED"),
  BIT_FLIPPED("one bit flipped in flight", 8_000, StoreFaults::bitFlipped),
  CUT_SHORT("bodies cut, with Content-Length", 8_000, StoreFaults::cutShort),
  CUT_WITHOUT_LENGTH("bodies cut, without Content-Length", 8_000, StoreFaults::cutWithoutLength),
  ANSWER_LOST("PUT stored, its answer lost", 8_000, StoreFaults::answerLost),
  CONDITIONS_IGNORED("If-None-Match ignored", 8_000, StoreFaults::conditionsIgnored),
  ORIGIN_RENAMED(
      "the source's bucket renamed away",
      4_000,
      StoreFaults.renamed(Side.ORIGIN),
      "ORIGIN/NO_SUCH_BUCKET"),
  BACKUP_RENAMED(
      "the backup's bucket renamed away",
      4_000,
      StoreFaults.renamed(Side.BACKUP),
      "BACKUP/NO_SUCH_BUCKET"),
  ORIGIN_CLOCK_AHEAD("the source's clock an hour ahead", 6_000, StoreFaults.clock(Side.ORIGIN, 1)),
  ORIGIN_CLOCK_BEHIND(
      "the source's clock an hour behind", 6_000, StoreFaults.clock(Side.ORIGIN, -1)),
  BACKUP_CLOCK_AHEAD("the backup's clock an hour ahead", 6_000, StoreFaults.clock(Side.BACKUP, 1)),
  BACKUP_CLOCK_BEHIND(
      "the backup's clock an hour behind", 6_000, StoreFaults.clock(Side.BACKUP, -1)),
  BACKUP_NOT_KEPT("200 for what the backup did not keep", 8_000, StoreFaults::notKept),
  OVERWRITTEN_MID_READ("source overwritten mid-read", 10_000, SourceFaults::overwrittenMidRead),
  POISON("poison bytes on every topic", 4_000, ProcessFaults::poison, "DECODING/UNREADABLE_RECORD"),
  DELETED_BEFORE_COPY("deleted before the copy", 10_000, SourceFaults::deletedBeforeCopy),
  AUDITED("an audit meanwhile", 5_000, ProcessFaults::audited),

  BROKER_AWAY("broker stopped and restarted", 12_000, FleetFaults::brokerAway),
  ZOMBIE("one of several processes stopped for 30 s, and back", 30_000, FleetFaults::zombie),
  COME_AND_GO("three processes killed and started, one every 2 s", 24_000, FleetFaults::comeAndGo);

  private static final Set<FaultKind> ALONE =
      Set.of(
          SUSPENDED,
          DISK_FULL,
          POISON,
          ORIGIN_AWAY,
          BACKUP_AWAY,
          ORIGIN_BLACK_HOLE,
          BACKUP_BLACK_HOLE);

  /**
   * What heals by itself and that people may have heard of by then. A key that is gone when it is
   * read, and uploaded again before it is listed, contradicts itself for a moment.
   */
  private static final Set<String> PASSING =
      Set.of(
          "THROTTLED",
          "SERVER_ERROR",
          "UNREACHABLE",
          "TIMEOUT",
          "CUT_SHORT",
          "LENGTH_UNKNOWN",
          "CORRUPT",
          "PROTOCOL",
          "CONTRADICTION",
          "NO_ANSWER");

  /** What nobody can know the end of: whether more of it comes, or the bytes are found again. */
  private static final Set<String> LASTING =
      Set.of("UNREADABLE_RECORD", "MISSED_EVENTS", "NOT_KEPT", "LOST_VERSION");

  /** Of what was not kept and then overwritten nobody has the bytes. */
  private static final Set<String> OF_LIES = Set.of("NOT_KEPT", "LOST_VERSION");

  /** What a store says whose clock is off, once for each client that does not know it yet. */
  private static final Set<String> SKEWED = Set.of("CLOCK_SKEW", "ACCESS_DENIED");

  private final String words;
  private final int lasts;
  private final Injector injector;
  private final List<String> needed;

  /** Begins a fault. */
  interface Injector {
    Injection begin(Scene scene) throws Exception;
  }

  FaultKind(String words, int lasts, Injector injector, String... needed) {
    this.words = words;
    this.lasts = lasts;
    this.injector = injector;
    this.needed = List.of(needed);
  }

  /** What goes wrong. */
  String words() {
    return words;
  }

  /** Milliseconds that it lasts. */
  int lasts() {
    return lasts;
  }

  /** What people have to be told of it, as {@code STAGE/CAUSE}. */
  List<String> needed() {
    return needed;
  }

  /** Whether an incident stays open when its cause is gone. */
  static boolean lasts(Incident incident) {
    return LASTING.contains(incident.cause());
  }

  /** Whether people may be told of this while something of the kind goes on. */
  boolean explains(Incident incident) {
    return PASSING.contains(incident.cause())
        || needed.contains(incident.place())
        || needed.stream().anyMatch(place -> isOfAListing(incident, place))
        || (ofAStoresClock() && SKEWED.contains(incident.cause()))
        || (this == BACKUP_NOT_KEPT && OF_LIES.contains(incident.cause()));
  }

  /** What keeps a store from answering keeps an audit from listing it. */
  private static boolean isOfAListing(Incident incident, String place) {
    return incident.stage().equals("SCAN") && place.endsWith("/" + incident.cause());
  }

  private boolean ofAStoresClock() {
    return name().contains("_CLOCK_") && !ofTheProcess();
  }

  /** Whether it starts a process anew, or holds it up. */
  boolean ofTheProcess() {
    return ordinal() <= DISK_FULL.ordinal();
  }

  /** Whether it needs several processes. */
  boolean ofTheFleet() {
    return ordinal() >= BROKER_AWAY.ordinal();
  }

  /** Whether mixtures have it in turn: those that take long have scenarios of their own. */
  boolean inMixtures() {
    return !ALONE.contains(this) && !ofTheFleet() && this != AUDITED;
  }

  Injection begin(Scene scene) throws Exception {
    return injector.begin(scene);
  }

  @Override
  public String toString() {
    return name() + " (" + words + ")";
  }
}
