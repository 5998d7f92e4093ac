package fr.mangatheque.continuity.producer.form;

import fr.mangatheque.continuity.producer.hint.Hint;
import fr.mangatheque.continuity.producer.hint.Utf8;
import fr.mangatheque.continuity.schemas.event.ChangeKind;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Set;

/** What each field of the plain form may hold. */
final class PlainFields {
  private static final Instant EARLIEST = Instant.EPOCH;
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

  /** More digits than any size of ours has. */
  private static final int LONGEST_SIZE = 19;

  private PlainFields() {}

  /** A field's value, or what is wrong with it. */
  sealed interface Field<T> {}

  record Good<T>(T value) implements Field<T> {}

  record Bad<T>(String detail) implements Field<T> {}

  /** Reads a field's text. */
  @FunctionalInterface
  interface Rule<T> {
    Field<T> read(String text);
  }

  static Field<String> source(String text, Set<String> known) {
    return known.contains(text)
        ? new Good<>(text)
        : new Bad<>(
            "there is no source "
                + Words.quote(text)
                + "; the sources are: "
                + String.join(", ", known));
  }

  static Field<String> key(String text) {
    int bytes = Utf8.length(text);
    if (bytes < 0) {
      return new Bad<>("the key has half of a surrogate pair: it is not valid Unicode");
    }
    if (bytes == 0) {
      return new Bad<>("the key is empty");
    }
    if (bytes > Hint.MAX_KEY_BYTES) {
      return new Bad<>(
          "the key has "
              + bytes
              + " bytes of UTF-8; a store takes no more than "
              + Hint.MAX_KEY_BYTES);
    }
    return new Good<>(text);
  }

  static Field<ChangeKind> action(String text) {
    return switch (text) {
      case "created" -> new Good<>(ChangeKind.CREATED);
      case "removed" -> new Good<>(ChangeKind.REMOVED);
      default -> new Bad<>("the action is 'created' or 'removed', not " + Words.quote(text));
    };
  }

  /** Also takes it as stores send it: in quotes. */
  static Field<String> etag(String text) {
    String strong = text.startsWith("W/") ? text.substring(2) : text;
    boolean quoted = strong.length() >= 2 && strong.startsWith("\"") && strong.endsWith("\"");
    String bare = quoted ? strong.substring(1, strong.length() - 1) : strong;
    return Hint.isETag(bare)
        ? new Good<>(bare)
        : new Bad<>(
            "an ETag has 1 to "
                + Hint.MAX_ETAG_LENGTH
                + " characters, none of them a quote or a control character: "
                + Words.quote(text));
  }

  static Field<String> sha256(String text) {
    String hex = text.toLowerCase(Locale.ROOT);
    return Hint.isSha256(hex)
        ? new Good<>(hex)
        : new Bad<>("a SHA-256 is 64 hexadecimal digits: " + Words.quote(text));
  }

  static Field<Instant> occurredAt(String text) {
    try {
      Instant instant = OffsetDateTime.parse(text).toInstant();
      if (!instant.isBefore(EARLIEST) && !instant.isAfter(LATEST)) {
        return new Good<>(instant);
      }
    } catch (DateTimeException e) {
      return badTime(text);
    }
    return badTime(text);
  }

  private static Field<Instant> badTime(String text) {
    return new Bad<>(
        "a time is written as 2026-05-24T19:36:44.379Z or 2026-05-24T21:36:44+02:00, not "
            + Words.quote(text));
  }

  /** A JSON number that is whole. */
  static Field<Long> size(String digits) {
    if (digits.startsWith("-")) {
      return new Bad<>("a size is not negative");
    }
    if (digits.length() <= LONGEST_SIZE) {
      try {
        return new Good<>(Long.parseLong(digits));
      } catch (NumberFormatException e) {
        return tooLarge();
      }
    }
    return tooLarge();
  }

  private static Field<Long> tooLarge() {
    return new Bad<>("no object is that large: a size is at most " + Long.MAX_VALUE);
  }
}
