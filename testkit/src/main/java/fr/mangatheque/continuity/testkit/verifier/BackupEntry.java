package fr.mangatheque.continuity.testkit.verifier;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An entry's name, read as docs/FORMAT.md says.
 *
 * @param copyOf the name without {@code ~r<n>}: repaired copies of one version share it
 * @param kind what it says of the source
 * @param sha256 of a version; empty otherwise
 * @param repair 0 for the first copy
 */
record BackupEntry(String copyOf, Kind kind, String sha256, int repair) {
  private static final Pattern NAME =
      Pattern.compile(
          "(?<instant>\\d{8}T\\d{6}\\.\\d{3}Z)~"
              + "(?:(?<word>deleted|erased)"
              + "|(?<sha256>[0-9a-f]{64})~(?<etag>(?:[A-Za-z0-9._-]|%[0-9A-F]{2}){0,64})"
              + "(?:~r(?<repair>[1-9][0-9]{0,7}))?)");
  private static final Pattern ESCAPE = Pattern.compile("%([0-9A-F]{2})");
  private static final DateTimeFormatter INSTANT =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  /** The names without the number of the repair are ASCII, and in the order of their instants. */
  static final Comparator<BackupEntry> ORDER =
      Comparator.comparing(BackupEntry::copyOf).thenComparingInt(BackupEntry::repair);

  enum Kind {
    VERSION,
    DELETED,
    ERASED
  }

  /** Empty for what is no entry. */
  static Optional<BackupEntry> parse(String name) {
    Matcher matcher = NAME.matcher(name);
    if (!matcher.matches() || !isInstant(matcher.group("instant"))) {
      return Optional.empty();
    }
    String word = matcher.group("word");
    if (word != null) {
      Kind kind = word.equals("deleted") ? Kind.DELETED : Kind.ERASED;
      return Optional.of(new BackupEntry(name, kind, "", 0));
    }
    if (escapesALetter(matcher.group("etag"))) {
      return Optional.empty();
    }
    String repair = matcher.group("repair");
    String copyOf = repair == null ? name : name.substring(0, name.length() - repair.length() - 2);
    return Optional.of(
        new BackupEntry(
            copyOf,
            Kind.VERSION,
            matcher.group("sha256"),
            repair == null ? 0 : Integer.parseInt(repair)));
  }

  private static boolean isInstant(String text) {
    try {
      LocalDateTime.parse(text, INSTANT);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private static boolean escapesALetter(String etag) {
    Matcher escape = ESCAPE.matcher(etag);
    while (escape.find()) {
      char c = (char) Integer.parseInt(escape.group(1), 16);
      if (c < 128 && (Character.isLetterOrDigit(c) || "-_.".indexOf(c) >= 0)) {
        return true;
      }
    }
    return false;
  }
}
