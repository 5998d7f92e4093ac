package fr.mangatheque.continuity.producer.queue;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** The header Retry-After: seconds or a date (RFC 9110, 10.2.3), taken with care. */
final class RetryAfter {
  /** Nobody silences us for longer. */
  static final Duration LONGEST = Duration.ofMinutes(15);

  private RetryAfter() {}

  /** Null if it makes no sense. */
  static @Nullable Duration parse(String header, Instant now) {
    String text = header.strip();
    Duration asked = text.matches("\\d{1,9}") ? Duration.ofSeconds(Long.parseLong(text)) : null;
    if (asked == null) {
      try {
        asked =
            Duration.between(
                now, ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
      } catch (DateTimeException e) {
        return null;
      }
    }
    if (asked.isNegative()) {
      return Duration.ZERO;
    }
    return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
  }
}
