package fr.mangatheque.continuity.testkit.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All entries of a backup by key, each key's in their order.
 *
 * @param foreign names that the format does not have
 */
record BackupIndex(Map<String, List<HeldCopy>> entries, List<String> foreign) {
  private static final String OBJECTS = "objects/";
  private static final String LONG = "long/";
  private static final int HASH = 64;

  static BackupIndex read(BucketReader backup) {
    Map<String, List<HeldCopy>> entries = new TreeMap<>();
    Map<String, List<HeldCopy>> byHash = new TreeMap<>();
    List<String> foreign = new ArrayList<>();
    for (Listed object : backup.list()) {
      String rest = object.name().substring(backup.address().prefix().length());
      int slash = rest.lastIndexOf('/');
      Optional<BackupEntry> entry = BackupEntry.parse(rest.substring(slash + 1));
      if (entry.isPresent() && rest.startsWith(OBJECTS) && slash > OBJECTS.length()) {
        add(entries, rest.substring(OBJECTS.length(), slash), entry.get(), object);
      } else if (entry.isPresent() && rest.startsWith(LONG) && slash == LONG.length() + HASH) {
        add(byHash, rest.substring(LONG.length(), slash), entry.get(), object);
      } else if (!known(rest)) {
        foreign.add(object.name());
      }
    }
    byHash.forEach((hash, held) -> entries.put(longKey(backup, hash, held), held));
    entries
        .values()
        .forEach(held -> held.sort(Comparator.comparing(HeldCopy::entry, BackupEntry.ORDER)));
    return new BackupIndex(entries, foreign);
  }

  private static void add(
      Map<String, List<HeldCopy>> entries, String key, BackupEntry entry, Listed object) {
    entries
        .computeIfAbsent(key, _ -> new ArrayList<>())
        .add(new HeldCopy(entry, object.name(), object.size()));
  }

  private static boolean known(String rest) {
    return rest.equals("continuity.json")
        || rest.startsWith("probe/")
        || rest.startsWith("drills/")
        || (rest.startsWith(LONG) && rest.endsWith("/key"));
  }

  /** Of a key's hash, which the key itself proves. */
  private static String longKey(BucketReader backup, String hash, List<HeldCopy> held) {
    for (HeldCopy copy : held) {
      String told = backup.read(copy.name()).headers().get("x-amz-meta-continuity-key");
      if (told != null) {
        String key = new String(Base64.getUrlDecoder().decode(told), UTF_8);
        if (sha256(key).equals(hash)) {
          return key;
        }
      }
    }
    String key = backup.text(backup.address().prefix() + LONG + hash + "/key");
    if (!sha256(key).equals(hash)) {
      throw new IllegalStateException("long/" + hash + "/key holds another key: " + key);
    }
    return key;
  }

  private static String sha256(String key) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
