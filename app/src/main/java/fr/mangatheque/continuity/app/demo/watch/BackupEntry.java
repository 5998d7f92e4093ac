package fr.mangatheque.continuity.app.demo.watch;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the backup, read from its name alone as docs/FORMAT.md says. Written from that page
 * and not from the code it checks.
 *
 * @param name of the object that holds it
 * @param key of the source's object
 * @param instant as written, which sorts as time does
 * @param sha256 of a version; null for a marker
 * @param etag of a version, escaped as in the name; null for a marker
 * @param repair 0 for the first copy
 */
public record BackupEntry(
    String name,
    String key,
    String instant,
    @Nullable String sha256,
    @Nullable String etag,
    int repair) {
  /** What the names of all entries start with, behind the prefix of the source. */
  public static final String OBJECTS = "objects/";

  /** The order of a key's entries. */
  public static final Comparator<BackupEntry> ORDER =
      Comparator.comparing(BackupEntry::instant)
          .thenComparing(BackupEntry::state)
          .thenComparingInt(BackupEntry::repair);

  private static final Pattern NAME =
      Pattern.compile(
          OBJECTS
              + "(?<key>.+)/(?<instant>\\d{8}T\\d{6}\\.\\d{3}Z)~"
              + "(?:(?<marker>deleted)"
              + "|(?<sha>[0-9a-f]{64})~(?<etag>[A-Za-z0-9._%-]+)(?:~r(?<repair>[1-9]\\d{0,8}))?)",
          Pattern.DOTALL);

  /** Empty if it is not the name of an entry. */
  public static Optional<BackupEntry> parse(String name) {
    Matcher matcher = NAME.matcher(name);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String repair = matcher.group("repair");
    return Optional.of(
        new BackupEntry(
            name,
            matcher.group("key"),
            matcher.group("instant"),
            matcher.group("sha"),
            matcher.group("etag"),
            repair == null ? 0 : Integer.parseInt(repair)));
  }

  /** Whether it says that the key was gone. */
  public boolean marker() {
    return sha256 == null;
  }

  /** Whether it is a repaired copy of {@code other}, or one of a later repair. */
  boolean repairs(BackupEntry other) {
    return repair > other.repair
        && key.equals(other.key)
        && instant.equals(other.instant)
        && state().equals(other.state());
  }

  private String state() {
    return sha256 == null ? "deleted" : sha256 + "~" + etag;
  }
}
