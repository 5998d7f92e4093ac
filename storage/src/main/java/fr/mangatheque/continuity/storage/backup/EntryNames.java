package fr.mangatheque.continuity.storage.backup;

import fr.mangatheque.continuity.storage.Digests;
import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes, parses, orders and chooses names of entries. */
public final class EntryNames {
  static final Comparator<EntryName> ORDER =
      Comparator.comparing(EntryName::instant)
          .thenComparing(EntryNames::withoutRepair)
          .thenComparingInt(EntryNames::repair);

  private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");
  private static final int LONGEST_TAG = 64;
  private static final int LONGEST_REPAIR = 10;
  private static final String DELETED = "deleted";
  private static final String ERASED = "erased";

  /** The highest number of a repair: {@code ~r99999999}. */
  static final int MAX_REPAIR = 99_999_999;

  /** Room that any entry's name fits in, in bytes: it decides which keys are too long. */
  public static final int MAX_BYTES =
      EntryInstant.LENGTH + 1 + 64 + 1 + LONGEST_TAG + LONGEST_REPAIR;

  private EntryNames() {}

  /**
   * The name a version gets: at the source's Last-Modified, or a millisecond after the key's
   * greatest entry if that is not earlier.
   *
   * @param greatest the key's greatest entry; null if it has none
   */
  public static EntryName.Version version(
      Instant lastModified, Sha256 sha256, ETag etag, @Nullable EntryName greatest) {
    return new EntryName.Version(after(lastModified, greatest), sha256, tag(etag), 0);
  }

  /**
   * The name a marker gets: at the Date of the answer that confirmed the absence, or a millisecond
   * after the key's greatest entry if that is not earlier.
   */
  public static EntryName.Marker marker(Instant date, @Nullable EntryName greatest) {
    return new EntryName.Marker(after(date, greatest));
  }

  private static Instant after(Instant wanted, @Nullable EntryName greatest) {
    Instant instant = Instant.ofEpochMilli(wanted.toEpochMilli());
    if (greatest == null || instant.isAfter(greatest.instant())) {
      return instant;
    }
    return greatest.instant().plusMillis(1);
  }

  /**
   * The tag as names carry it: itself, or {@code sha256-} and half a hash of it where escaping
   * would make it longer than 64 bytes.
   */
  public static ETag tag(ETag etag) {
    String escaped = Escape.escape(etag.value());
    if (escaped.length() <= LONGEST_TAG && Escape.unescape(escaped).equals(etag.value())) {
      return etag;
    }
    byte[] digest = Digests.sha256().digest(etag.value().getBytes(StandardCharsets.UTF_8));
    return new ETag("sha256-" + HexFormat.of().formatHex(digest, 0, 16));
  }

  static String format(EntryName name) {
    int repair = repair(name);
    return repair == 0 ? withoutRepair(name) : withoutRepair(name) + "~r" + repair;
  }

  private static String withoutRepair(EntryName name) {
    String instant = EntryInstant.format(name.instant());
    return switch (name) {
      case EntryName.Version v ->
          instant + "~" + v.sha256() + "~" + Escape.escape(v.etag().value());
      case EntryName.Marker _ -> instant + "~" + DELETED;
      case EntryName.Erased _ -> instant + "~" + ERASED;
    };
  }

  private static int repair(EntryName name) {
    return name instanceof EntryName.Version v ? v.repair() : 0;
  }

  /** Parses what {@link EntryName#format} wrote; empty for anything else. */
  public static Optional<EntryName> parse(String name) {
    String[] parts = name.split("~", -1);
    try {
      Instant instant = EntryInstant.parse(parts[0]);
      EntryName parsed =
          switch (parts.length) {
            case 2 ->
                switch (parts[1]) {
                  case DELETED -> new EntryName.Marker(instant);
                  case ERASED -> new EntryName.Erased(instant);
                  default -> throw new IllegalArgumentException(parts[1]);
                };
            case 3 -> version(instant, parts, 0);
            case 4 -> version(instant, parts, repairNumber(parts[3]));
            default -> throw new IllegalArgumentException(name);
          };
      // one spelling each: what would be written otherwise is not ours
      return format(parsed).equals(name) ? Optional.of(parsed) : Optional.empty();
    } catch (DateTimeException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static EntryName.Version version(Instant instant, String[] parts, int repair) {
    return new EntryName.Version(
        instant, new Sha256(parts[1]), new ETag(Escape.unescape(parts[2])), repair);
  }

  private static int repairNumber(String part) {
    if (!part.startsWith("r")) {
      throw new IllegalArgumentException(part);
    }
    return Integer.parseInt(part.substring(1));
  }

  static void requireMillis(Instant instant) {
    if (instant.getNano() % 1_000_000 != 0) {
      throw new IllegalArgumentException("an entry's instant has whole milliseconds: " + instant);
    }
    if (instant.isBefore(FIRST) || instant.isAfter(LAST)) {
      throw new IllegalArgumentException("an entry's year has four digits: " + instant);
    }
  }
}
