package fr.mangatheque.continuity.processors.restore;

import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.backup.BackupLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names of files for segments of keys, and back. What no file system, or not each, can hold is
 * percent-encoded as UTF-8; an empty segment is {@code %_}; a percent sign behind a name tells it
 * from a folder, or a file, of the same segment. A key with a segment too long even so is kept
 * apart, under its hash.
 *
 * @param foldsCase whether the file system takes {@code A} for {@code a}: capitals are encoded, too
 * @param asciiOnly whether it changes or refuses other letters: they are encoded, too
 */
record FolderNames(boolean foldsCase, boolean asciiOnly) {
  /** What the names of files beside content end with. */
  static final String META = "%meta";

  /** The folder of keys kept apart. */
  static final String APART = "%long";

  /** The folder of what is being written. */
  static final String PARTIAL = "%partial";

  /** Tells a file from a folder of the same segment, or the other way round. */
  static final String OTHER = "%";

  private static final String EMPTY = "%_";
  private static final String SPECIAL = "%\\:*?\"<>|/";
  private static final Pattern DEVICE =
      Pattern.compile("(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?", Pattern.CASE_INSENSITIVE);
  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  // room for what is added behind
  private static final int LONGEST_NAME = 240;
  private static final int LONGEST_PATH = 3000;

  /** Names of the folders and, last, of the file; empty if the key is to be kept apart. */
  Optional<List<String>> path(ObjectKey key) {
    List<String> path = new ArrayList<>();
    int length = 0;
    for (String segment : key.value().split("/", -1)) {
      String name = name(segment);
      int bytes = name.getBytes(StandardCharsets.UTF_8).length;
      length += bytes + 1;
      if (bytes > LONGEST_NAME || length > LONGEST_PATH) {
        return Optional.empty();
      }
      path.add(name);
    }
    return Optional.of(path);
  }

  /** The file of a key kept apart. */
  static String apart(ObjectKey key) {
    return BackupLayout.hash(key).hex();
  }

  String name(String segment) {
    if (segment.isEmpty()) {
      return EMPTY;
    }
    boolean device = DEVICE.matcher(segment).matches();
    StringBuilder name = new StringBuilder(segment.length());
    for (int i = 0; i < segment.length(); ) {
      int c = segment.codePointAt(i);
      int next = i + Character.charCount(c);
      boolean lastOne = next == segment.length();
      if (isSpecial(c, lastOne) || device && i == 0) {
        escape(c, name);
      } else {
        name.appendCodePoint(c);
      }
      i = next;
    }
    return name.toString();
  }

  private boolean isSpecial(int c, boolean lastOne) {
    return Character.isISOControl(c)
        || SPECIAL.indexOf(c) >= 0
        || lastOne && (c == '.' || c == ' ')
        || foldsCase && Character.toLowerCase(c) != c
        || asciiOnly && c > 0x7f;
  }

  private static void escape(int c, StringBuilder into) {
    for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
      into.append('%').append(HEX.toHexDigits(b));
    }
  }

  /** The segment a name stands for; empty if nothing is called so here. */
  Optional<String> segment(String name) {
    if (name.endsWith(META)) {
      return Optional.empty();
    }
    String plain = isOther(name) ? name.substring(0, name.length() - OTHER.length()) : name;
    if (plain.equals(EMPTY)) {
      return Optional.of("");
    }
    try {
      String segment = Percent.decode(plain);
      return name(segment).equals(plain) ? Optional.of(segment) : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  /** Whether a name has the percent sign that tells it from another of the same segment. */
  static boolean isOther(String name) {
    return name.length() > 1 && name.endsWith(OTHER);
  }

  /** Whether a key is called as it is. */
  static boolean isPlain(List<String> path, ObjectKey key) {
    return String.join("/", path).equals(key.value());
  }
}
