package fr.mangatheque.continuity.schemas;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/**
 * A job of a source: the key of every record about its runs, written {@code source/job}.
 *
 * @param source the source's name
 * @param job the job's name, such as {@code audit}
 * @throws IllegalArgumentException if either is not a name
 */
public record ScheduleName(String source, String job) {
  private static final Pattern JOB = Pattern.compile("[a-z][a-z0-9-]{0,62}");

  public ScheduleName {
    if (!ObjectId.isSourceName(source)) {
      throw new IllegalArgumentException("not a source's name: " + source);
    }
    if (!JOB.matcher(job).matches()) {
      throw new IllegalArgumentException(
          "a job's name has 1 to 63 of a-z, 0-9 and - and starts with a letter: " + job);
    }
  }

  /** Parses {@link #toString}. */
  public static ScheduleName parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("a schedule is written source/job: " + text);
    }
    return new ScheduleName(text.substring(0, slash), text.substring(slash + 1));
  }

  /** Identity of the run that is due at {@code dueAt}, to the millisecond. */
  public String runId(Instant dueAt) {
    return this + "@" + dueAt.truncatedTo(ChronoUnit.MILLIS);
  }

  @Override
  public String toString() {
    return source + "/" + job;
  }
}
