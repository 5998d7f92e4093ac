package fr.mangatheque.continuity.storage.backup;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * Instants as names of entries hold them, {@code 20260102T030405.678Z}: by their places, for a plan
 * reads and writes one for each version of a backup.
 */
final class EntryInstant {
  private static final String FORM = "________T______.___Z";

  /** Characters of an instant. */
  static final int LENGTH = FORM.length();

  private static final int NANOS_OF_MILLI = 1_000_000;

  private EntryInstant() {}

  /**
   * @param instant of whole milliseconds and a year of four digits
   */
  static String format(Instant instant) {
    LocalDateTime time = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    char[] text = FORM.toCharArray();
    put(text, 0, 4, time.getYear());
    put(text, 4, 6, time.getMonthValue());
    put(text, 6, 8, time.getDayOfMonth());
    put(text, 9, 11, time.getHour());
    put(text, 11, 13, time.getMinute());
    put(text, 13, 15, time.getSecond());
    put(text, 16, 19, time.getNano() / NANOS_OF_MILLI);
    return new String(text);
  }

  private static void put(char[] text, int from, int to, int number) {
    int left = number;
    for (int i = to - 1; i >= from; i--) {
      text[i] = (char) ('0' + left % 10);
      left /= 10;
    }
  }

  /**
   * @throws DateTimeException if that is no time, or not written so
   */
  static Instant parse(String text) {
    if (text.length() != LENGTH) {
      throw new DateTimeException("no instant: " + text);
    }
    for (int i = 0; i < LENGTH; i++) {
      char expected = FORM.charAt(i);
      char c = text.charAt(i);
      if (expected == '_' ? c < '0' || c > '9' : c != expected) {
        throw new DateTimeException("no instant: " + text);
      }
    }
    return LocalDateTime.of(
            number(text, 0, 4),
            number(text, 4, 6),
            number(text, 6, 8),
            number(text, 9, 11),
            number(text, 11, 13),
            number(text, 13, 15),
            number(text, 16, 19) * NANOS_OF_MILLI)
        .toInstant(ZoneOffset.UTC);
  }

  private static int number(String text, int from, int to) {
    return Integer.parseInt(text, from, to, 10);
  }
}
