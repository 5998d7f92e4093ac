package fr.mangatheque.continuity.app.config;

import fr.mangatheque.continuity.producer.tick.Cron;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The keys about what is done by the clock. */
final class JobKeys {
  private static final String CANARY = "canary";
  private static final String CDN = "cdn";
  private static final String OFF = "off";

  /** A schedule, or none where it says off. */
  private static final ValueType<Optional<Cron>> SCHEDULE =
      new ValueType<>(
          "cron expression or off",
          false,
          text -> text.equals(OFF) ? Optional.empty() : Optional.of(Cron.parse(text)));

  private static final ValueType<ZoneId> ZONE = new ValueType<>("time zone", false, JobKeys::zone);

  /**
   * A job there is.
   *
   * @param schedule when, for all sources
   * @param ofSource when, for one of them
   */
  record Job(String name, Key<Optional<Cron>> schedule, Key<Optional<Cron>> ofSource) {
    static Job of(String name, String standard, String doc) {
      return new Job(
          name,
          Key.of("jobs." + name + ".schedule", SCHEDULE, doc).standard(standard),
          Key.of(
                  "sources.*.jobs." + name,
                  SCHEDULE,
                  "When this source has it, instead of jobs.%s.schedule.".formatted(name))
              .otherwise("as for all sources")
              .example(standard));
    }
  }

  /** All there are, by the clock. */
  static final List<Job> JOBS =
      List.of(
          Job.of(
              "reconcile",
              "*/15 * * * *",
              "Looks for what changed of late and no event told of: one listing of the origin."),
          Job.of(
              "audit",
              "0 4 * * *",
              "Compares all of the origin, the backup and the ledger: one listing of both."),
          Job.of(
              "scrub", "20 * * * *", "Reads a part of the backup again, within its daily budget."),
          Job.of(
              CANARY,
              "40 * * * *",
              "Proves the whole way with one object, and gives a sign of life."),
          Job.of(
              CDN,
              "50 5 * * *",
              "Compares a sample of objects as the CDN gives them with the origin; of sources that"
                  + " name theirs: sources.NAME.cdn."),
          Job.of(
              "drill",
              "0 2 1 * *",
              "Rehearses a restore of a sample into the scratch target, if drills.target names"
                  + " one."),
          Job.of(
              "drill-all",
              "0 3 15 1 *",
              "Rehearses a restore of everything into the scratch target, if drills.target names"
                  + " one."));

  static final Key<ZoneId> TIME_ZONE =
      Key.of(
              "jobs.zone",
              ZONE,
              "Where the clock hangs that schedules are read from, such as Europe/Paris; the same"
                  + " in every process, whatever its machine's own zone.")
          .standard("UTC");
  static final Key<Duration> CANARY_LIMIT =
      Key.of(
              "jobs.canary.limit",
              ValueType.DURATION,
              "The longest a canary's round trip may take, 1s to 1h.")
          .standard("60s");

  static final Key<String> CANARY_KEY_ID =
      Key.of(
              "sources.*.canary.access-key-id",
              ValueType.TEXT,
              "Credentials that may write objects below continuity-canary/ in the origin's bucket,"
                  + " and need no other right. With them the canary writes an object for each round"
                  + " trip; nothing else ever writes to an origin.")
          .otherwise("none: the canary compares the newest object there is")
          .example("access-key-id-of-canary");
  static final Key<Secret> CANARY_SECRET =
      Key.of(
              "sources.*.canary.secret-access-key",
              ValueType.SECRET,
              "The secret that belongs to it.")
          .example("secret-access-key-of-canary");

  static final Section SECTION =
      new Section(
          "jobs",
          "What is done by the clock. A schedule is a cron expression of five fields (minute, hour,"
              + " day of the month, month, day of the week), or off.",
          Stream.concat(Stream.of(TIME_ZONE), JOBS.stream().flatMap(JobKeys::ofJob)).toList(),
          "");

  private JobKeys() {}

  /** Those of a job, which stand together. */
  private static Stream<Key<?>> ofJob(Job job) {
    Stream<Key<?>> more =
        switch (job.name()) {
          case CANARY -> Stream.of(CANARY_LIMIT);
          case CDN -> CdnKeys.ofJob();
          default -> Stream.of();
        };
    return Stream.concat(Stream.of(job.schedule()), more);
  }

  /** Whether there is this job of a source: some are for those who have what they are about. */
  static boolean has(Values values, String source, Job job) {
    return switch (job.name()) {
      case CDN -> values.given(CdnKeys.BASE, source).isPresent();
      case "drill", "drill-all" -> DrillRules.hasTarget(values);
      default -> true;
    };
  }

  /** Those of a source. */
  static Stream<Key<?>> ofSource() {
    // a variable for jobs.cdn would also name the cdn of another source: what is longer goes first
    return Stream.concat(
        Stream.concat(Stream.of(CANARY_KEY_ID, CANARY_SECRET), JOBS.stream().map(Job::ofSource)),
        Stream.of(CdnKeys.BASE));
  }

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("not a time zone such as Europe/Paris or UTC", e);
    }
  }
}
