package fr.mangatheque.continuity.producer.tick;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A cron expression of five fields (minute, hour, day of the month, month, day of the week), as
 * crontab(5) has it. It knows wall clocks only; {@link Schedule} knows time zones. Thread-safe.
 */
public final class Cron {
  private static final CronParser PARSER =
      new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
  private static final Pattern SPACES = Pattern.compile("\\s+");
  private static final LocalDateTime ANY_DAY = LocalDateTime.of(2024, 1, 1, 0, 0);
  private static final int FIELDS = 5;

  private final String expression;
  private final ExecutionTime times;
  private final boolean everyHour;
  private final boolean everyMinute;

  private Cron(String expression, ExecutionTime times, String minute, String hour) {
    this.expression = expression;
    this.times = times;
    this.everyMinute = minute.startsWith("*");
    this.everyHour = hour.startsWith("*");
  }

  /**
   * @throws IllegalArgumentException if it is no such expression, or one that never comes due
   */
  public static Cron parse(String text) {
    String expression = SPACES.matcher(text.strip()).replaceAll(" ");
    String[] fields = expression.split(" ");
    if (fields.length != FIELDS) {
      throw new IllegalArgumentException(
          "not a cron expression of five fields, such as '30 4 * * *' for half past four each day");
    }
    ExecutionTime times;
    try {
      times = ExecutionTime.forCron(PARSER.parse(expression).validate());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "not a cron expression of five fields: " + e.getMessage(), e);
    }
    Cron cron = new Cron(expression, times, fields[0], fields[1]);
    if (cron.after(ANY_DAY).isEmpty()) {
      throw new IllegalArgumentException("a cron expression that never comes due");
    }
    return cron;
  }

  /** The first time on the clock's face after {@code time}; empty if there is none. */
  Optional<LocalDateTime> after(LocalDateTime time) {
    return times
        .nextExecution(time.atZone(ZoneOffset.UTC))
        .map(next -> next.toLocalDateTime().truncatedTo(ChronoUnit.MINUTES));
  }

  /** The first at {@code time} or after it. */
  Optional<LocalDateTime> atOrAfter(LocalDateTime time) {
    return after(time.minusNanos(1).truncatedTo(ChronoUnit.SECONDS));
  }

  /** Whether its hour is any, or any so many: an hour that is skipped is then not missed. */
  boolean everyHour() {
    return everyHour;
  }

  /** Whether it goes by intervals, so that an hour that comes twice counts twice. */
  boolean byInterval() {
    return everyHour || everyMinute;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Cron cron && cron.expression.equals(expression);
  }

  @Override
  public int hashCode() {
    return expression.hashCode();
  }

  /** As it was written, with single spaces. */
  @Override
  public String toString() {
    return expression;
  }
}
