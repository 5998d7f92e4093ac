package fr.mangatheque.continuity.storage.backup;

import fr.mangatheque.continuity.storage.Digests;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Names of everything in the backup, below one prefix of its bucket; docs/FORMAT.md is its
 * specification. Parsing is the exact inverse of writing, for any key.
 *
 * @param prefix empty, or up to 512 bytes that end with a slash and do not start with one
 */
public record BackupLayout(String prefix) {
  static final String OBJECTS = "objects/";
  static final String LONG = "long/";
  private static final String DRILLS = "drills/";
  private static final String PROBE = "probe/";
  private static final String BINDING = "continuity.json";
  private static final String KEY = "key";
  private static final int LONGEST_PREFIX = 512;
  private static final int HASH_LENGTH = 64;

  public BackupLayout {
    if (!prefix.isEmpty()) {
      if (!prefix.endsWith("/") || prefix.startsWith("/")) {
        throw new IllegalArgumentException(
            "a prefix ends with a slash and does not start with one: " + prefix);
      }
      if (new ObjectKey(prefix).byteLength() > LONGEST_PREFIX) {
        throw new IllegalArgumentException(
            "a prefix has up to " + LONGEST_PREFIX + " bytes: " + prefix);
      }
    }
  }

  /** Where an entry of a key is kept. */
  public ObjectKey entry(ObjectKey key, EntryName entry) {
    return new ObjectKey(keyPrefix(key) + entry.format());
  }

  /** Where an entry is kept of a key of which only the hash is known. */
  public ObjectKey longEntry(Sha256 keyHash, EntryName entry) {
    return new ObjectKey(longPrefix(keyHash) + entry.format());
  }

  /** What the names of all entries of a key start with; those of keys nested in it do, too. */
  public String keyPrefix(ObjectKey key) {
    return isLong(key) ? longPrefix(hash(key)) : prefix + OBJECTS + key + "/";
  }

  /** What the names of all entries start with of a key of which only the hash is known. */
  public String longPrefix(Sha256 keyHash) {
    return prefix + LONG + keyHash + "/";
  }

  /** Where the key itself is kept if it is long and has no room in an entry's metadata. */
  public ObjectKey longKey(Sha256 keyHash) {
    return new ObjectKey(longPrefix(keyHash) + KEY);
  }

  /** Whether a key leaves too little of 1,024 bytes for prefix and entry. */
  public boolean isLong(ObjectKey key) {
    return prefix.getBytes(StandardCharsets.UTF_8).length
            + OBJECTS.length()
            + key.byteLength()
            + 1
            + EntryNames.MAX_BYTES
        > ObjectKey.MAX_BYTES;
  }

  /** The hash that stands for a long key. */
  public static Sha256 hash(ObjectKey key) {
    return Sha256.of(Digests.sha256().digest(key.value().getBytes(StandardCharsets.UTF_8)));
  }

  /** What names the entries of all keys but long ones start with. */
  public String objects() {
    return prefix + OBJECTS;
  }

  /** What names the entries of all long keys start with. */
  public String longs() {
    return prefix + LONG;
  }

  /** Where the prefix is bound to its source. */
  public ObjectKey binding() {
    return new ObjectKey(prefix + BINDING);
  }

  /** An object of a restore drill. */
  public ObjectKey drill(String rest) {
    return new ObjectKey(prefix + DRILLS + rest);
  }

  /** An object of the endpoint probe. */
  public ObjectKey probe(String rest) {
    return new ObjectKey(prefix + PROBE + rest);
  }

  /** What a name stands for; empty if it is not below the prefix. */
  public Optional<BackupName> parse(ObjectKey name) {
    if (!name.value().startsWith(prefix)) {
      return Optional.empty();
    }
    String rest = name.value().substring(prefix.length());
    if (rest.startsWith(OBJECTS)) {
      return Optional.of(parseEntry(rest));
    }
    if (rest.startsWith(LONG)) {
      return Optional.of(parseLong(rest));
    }
    if (rest.startsWith(DRILLS)) {
      return Optional.of(new BackupName.Drill(rest.substring(DRILLS.length())));
    }
    if (rest.startsWith(PROBE)) {
      return Optional.of(new BackupName.Probe(rest.substring(PROBE.length())));
    }
    return Optional.of(
        rest.equals(BINDING) ? new BackupName.Binding() : new BackupName.Foreign(rest));
  }

  private BackupName parseEntry(String rest) {
    int slash = rest.lastIndexOf('/');
    if (slash > OBJECTS.length()) {
      ObjectKey key = new ObjectKey(rest.substring(OBJECTS.length(), slash));
      Optional<EntryName> entry = EntryNames.parse(rest.substring(slash + 1));
      if (entry.isPresent() && !isLong(key)) {
        return new BackupName.Entry(key, entry.get());
      }
    }
    return new BackupName.Foreign(rest);
  }

  private static BackupName parseLong(String rest) {
    int slash = LONG.length() + HASH_LENGTH;
    if (rest.length() > slash && rest.charAt(slash) == '/') {
      Optional<Sha256> hash = Sha256.parse(rest.substring(LONG.length(), slash));
      String last = rest.substring(slash + 1);
      if (hash.isPresent()) {
        if (last.equals(KEY)) {
          return new BackupName.LongKey(hash.get());
        }
        Optional<EntryName> entry = EntryNames.parse(last);
        if (entry.isPresent()) {
          return new BackupName.LongEntry(hash.get(), entry.get());
        }
      }
    }
    return new BackupName.Foreign(rest);
  }
}
