package fr.mangatheque.continuity.producer.form;

import fr.mangatheque.continuity.producer.hint.Hint;
import fr.mangatheque.continuity.producer.hint.Utf8;
import fr.mangatheque.continuity.schemas.event.ChangeKind;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the fields of events may hold, whoever writes them. */
final class Fields {
  private static final Instant EARLIEST = Instant.EPOCH;
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

  private static final Pattern TIME_OF_STORE =
      Pattern.compile("([0-9-]{10})[T ]([0-9:.]{8,})(Z|[+-][0-9]{2})([0-9]{2})?");

  /** More digits than any size of ours has. */
  private static final int LONGEST_SIZE = 19;

  private Fields() {}

  static Field<String> source(String text, Set<String> known) {
    return known.contains(text)
        ? new Field.Good<>(text)
        : new Field.Bad<>(
            "there is no source "
                + Words.quote(text)
                + "; the sources are: "
                + String.join(", ", known));
  }

  /** The one source that a store means by the name of a bucket. */
  static Field<String> sourceOfBucket(String bucket, KnownSources known) {
    SortedSet<String> meant = known.buckets().get(bucket);
    if (meant == null && known.buckets().isEmpty()) {
      return new Field.Bad<>("no bucket is known here: see intake.buckets in the configuration");
    }
    if (meant == null) {
      return new Field.Bad<>(
          "there is no bucket "
              + Words.quote(bucket)
              + " here; the buckets are: "
              + String.join(", ", known.buckets().keySet()));
    }
    return meant.size() == 1
        ? new Field.Good<>(meant.first())
        : new Field.Bad<>(
            "several sources have a bucket "
                + Words.quote(bucket)
                + ": "
                + String.join(", ", meant)
                + "; intake.buckets in the configuration decides which one is meant");
  }

  static Field<String> key(String text) {
    int bytes = Utf8.length(text);
    if (bytes < 0) {
      return new Field.Bad<>("the key has half of a surrogate pair: it is not valid Unicode");
    }
    if (bytes == 0) {
      return new Field.Bad<>("the key is empty");
    }
    if (bytes > Hint.MAX_KEY_BYTES) {
      return new Field.Bad<>(
          "the key has "
              + bytes
              + " bytes of UTF-8; a store takes no more than "
              + Hint.MAX_KEY_BYTES);
    }
    return new Field.Good<>(text);
  }

  /** The same where a store encodes it as forms are. */
  static Field<String> keyOfForm(String text) {
    return switch (Percent.decodeForm(text)) {
      case Field.Good<String>(String decoded) -> key(decoded);
      case Field.Bad<String> bad -> bad;
    };
  }

  static Field<ChangeKind> action(String text) {
    return switch (text) {
      case "created" -> new Field.Good<>(ChangeKind.CREATED);
      case "removed" -> new Field.Good<>(ChangeKind.REMOVED);
      default -> new Field.Bad<>("the action is 'created' or 'removed', not " + Words.quote(text));
    };
  }

  /** Also takes it as stores send it: in quotes. */
  static Field<String> etag(String text) {
    String strong = text.startsWith("W/") ? text.substring(2) : text;
    boolean quoted = strong.length() >= 2 && strong.startsWith("\"") && strong.endsWith("\"");
    String bare = quoted ? strong.substring(1, strong.length() - 1) : strong;
    return Hint.isETag(bare)
        ? new Field.Good<>(bare)
        : new Field.Bad<>(
            "an ETag has 1 to "
                + Hint.MAX_ETAG_LENGTH
                + " characters, none of them a quote or a control character: "
                + Words.quote(text));
  }

  static Field<String> sha256(String text) {
    String hex = text.toLowerCase(Locale.ROOT);
    return Hint.isSha256(hex)
        ? new Field.Good<>(hex)
        : new Field.Bad<>("a SHA-256 is 64 hexadecimal digits: " + Words.quote(text));
  }

  static Field<Instant> occurredAt(String text) {
    try {
      Instant instant = OffsetDateTime.parse(text).toInstant();
      if (!instant.isBefore(EARLIEST) && !instant.isAfter(LATEST)) {
        return new Field.Good<>(instant);
      }
    } catch (DateTimeException e) {
      return badTime(text);
    }
    return badTime(text);
  }

  /** The same as stores write it, some with a space for the T, or no colon in the offset. */
  static Field<Instant> timeOfStore(String text) {
    Matcher parts = TIME_OF_STORE.matcher(text);
    if (!parts.matches()) {
      return occurredAt(text);
    }
    String offset = parts.group(4) == null ? parts.group(3) : parts.group(3) + ":" + parts.group(4);
    return occurredAt(parts.group(1) + "T" + parts.group(2) + offset);
  }

  /** A store's own order of the events of one key. */
  static Field<String> sequencer(String text) {
    return Hint.isSequencer(text)
        ? new Field.Good<>(text)
        : new Field.Bad<>(
            "a sequencer has 1 to "
                + Hint.MAX_SEQUENCER_LENGTH
                + " characters, none of them a control character: "
                + Words.quote(text));
  }

  private static Field<Instant> badTime(String text) {
    return new Field.Bad<>(
        "a time is written as 2026-05-24T19:36:44.379Z or 2026-05-24T21:36:44+02:00, not "
            + Words.quote(text));
  }

  /** Digits. */
  static Field<Long> size(String digits) {
    if (digits.startsWith("-")) {
      return new Field.Bad<>("a size is not negative");
    }
    if (digits.length() <= LONGEST_SIZE) {
      try {
        return new Field.Good<>(Long.parseLong(digits));
      } catch (NumberFormatException e) {
        return tooLarge();
      }
    }
    return tooLarge();
  }

  /** The same where a store writes a size as a string. */
  static Field<Long> sizeAsText(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')
        ? size(text)
        : new Field.Bad<>("a size is a whole number of bytes, not " + Words.quote(text));
  }

  private static Field<Long> tooLarge() {
    return new Field.Bad<>("no object is that large: a size is at most " + Long.MAX_VALUE);
  }
}
