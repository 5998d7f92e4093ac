package fr.mangatheque.continuity.app.config;

import static fr.mangatheque.continuity.app.config.ValueType.DURATION;
import static fr.mangatheque.continuity.app.config.ValueType.SECRET;
import static fr.mangatheque.continuity.app.config.ValueType.TEXT;
import static fr.mangatheque.continuity.app.config.ValueType.URL;
import static fr.mangatheque.continuity.app.config.ValueType.integer;
import static fr.mangatheque.continuity.app.config.ValueType.matching;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** The keys about drills. */
final class DrillKeys {
  private static final ValueType<String> SCRATCH_PREFIX =
      matching(
          "prefix",
          Pattern.compile("[^/\\p{Cntrl}][^\\p{Cntrl}]{0,100}/"),
          "not a prefix such as continuity-drill/: it ends with a slash and does not start with"
              + " one");

  static final Key<URI> ENDPOINT =
      Key.of("drills.target.endpoint", URL, "The S3 endpoint of the scratch target.")
          .otherwise("none: there are no drills")
          .example("https://s3.scratch.example");
  static final Key<String> REGION =
      Key.of("drills.target.region", TEXT, "The region to sign for.").standard("us-east-1");
  static final Key<String> BUCKET =
      Key.of(
              "drills.target.bucket",
              BucketKeys.NAME,
              "A bucket that is no origin's and no backup's: drills delete in it.")
          .example("manga-scratch");
  static final Key<String> PREFIX =
      Key.of(
              "drills.target.prefix",
              SCRATCH_PREFIX,
              "What is below it, and a source's name, is overwritten and deleted by drills; nothing"
                  + " beside it is touched.")
          .standard("continuity-drill/");
  static final Key<String> ACCESS_KEY_ID =
      Key.of(
              "drills.target.access-key-id",
              TEXT,
              "Credentials of its own, with the rights to list, read, write and delete there and"
                  + " nowhere else.")
          .example("access-key-id-of-scratch");
  static final Key<Secret> SECRET_ACCESS_KEY =
      Key.of("drills.target.secret-access-key", SECRET, "The secret that belongs to it.")
          .example("secret-access-key-of-scratch");
  static final Key<Integer> SAMPLE =
      Key.of(
              "drills.sample",
              integer(1, 100_000),
              "Objects of a drill that does not restore everything.")
          .standard("200");
  static final Key<Duration> RECOVERY_TIME =
      Key.of(
              "drills.objectives.recovery-time",
              DURATION,
              "The longest a restore of everything may take. A drill that measures more is an"
                  + " incident; one of a sample computes it at its own rate.")
          .otherwise("nothing is promised")
          .example("8h");
  static final Key<Duration> RECOVERY_POINT =
      Key.of(
              "drills.objectives.recovery-point",
              DURATION,
              "How old the oldest change may be that the backup does not have. A drill that finds"
                  + " an older one is an incident.")
          .otherwise("nothing is promised")
          .example("15m");

  /** What a target needs. */
  static final List<Key<?>> OF_TARGET = List.of(ENDPOINT, BUCKET, ACCESS_KEY_ID, SECRET_ACCESS_KEY);

  static final Section SECTION =
      new Section(
          "drills",
          "Rehearsals: what is restored into a scratch target, compared and thrown away, monthly a"
              + " sample and yearly everything (jobs.drill, jobs.drill-all).",
          List.of(
              ENDPOINT,
              REGION,
              BUCKET,
              PREFIX,
              ACCESS_KEY_ID,
              SECRET_ACCESS_KEY,
              SAMPLE,
              RECOVERY_TIME,
              RECOVERY_POINT),
          "");

  private DrillKeys() {}
}
