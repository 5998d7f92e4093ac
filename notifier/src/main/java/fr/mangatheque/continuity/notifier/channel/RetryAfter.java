package fr.mangatheque.continuity.notifier.channel;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The header Retry-After: seconds or a date (RFC 9110, 10.2.3), taken with care. */
final class RetryAfter {
  /** No receiver silences us for longer. */
  static final Duration LONGEST = Duration.ofHours(1);

  private RetryAfter() {}

  /** Nothing if it makes no sense. */
  static Optional<Duration> parse(String header, Instant now) {
    String text = header.strip();
    Optional<Duration> asked = text.matches("\\d{1,9}(\\.\\d+)?") ? seconds(text) : date(text, now);
    return asked
        .filter(wait -> !wait.isNegative())
        .map(wait -> wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
  }

  /** Some receivers send fractions, though the RFC has none: we wait for the next whole second. */
  private static Optional<Duration> seconds(String text) {
    return Optional.of(Duration.ofSeconds((long) Math.ceil(Double.parseDouble(text))));
  }

  private static Optional<Duration> date(String text, Instant now) {
    try {
      return Optional.of(
          Duration.between(
              now, ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
