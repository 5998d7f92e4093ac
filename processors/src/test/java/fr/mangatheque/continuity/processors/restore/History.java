package fr.mangatheque.continuity.processors.restore;

import static java.nio.charset.StandardCharsets.UTF_8;

import fr.mangatheque.continuity.storage.Digests;
import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.Md5;
import fr.mangatheque.continuity.storage.ObjectHeaders;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.Sha256;
import fr.mangatheque.continuity.storage.backup.BackupLayout;
import fr.mangatheque.continuity.storage.backup.EntryMetadata;
import fr.mangatheque.continuity.storage.backup.EntryName;
import fr.mangatheque.continuity.storage.backup.EntryNames;
import fr.mangatheque.continuity.storage.memory.MemoryObjectStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What happened to a key, the simplest way there is to say what it was at a moment. */
record History(ObjectKey key, List<Event> events) {
  /**
   * An upload or a deletion.
   *
   * @param content null for a deletion
   * @param copies of an upload: which of them, the first copy first, have the right bytes
   */
  record Event(Instant at, @Nullable String content, List<Boolean> copies) {
    boolean readable() {
      return copies.contains(true) || "".equals(content);
    }

    byte[] bytes() {
      return (content == null ? "" : content).getBytes(UTF_8);
    }
  }

  static final ObjectHeaders HEADERS =
      new ObjectHeaders(
          "image/webp", "max-age=60", null, null, null, null, Map.of("artist", "Élodie"));

  /** The last event not after a moment; null for the last of all. */
  Optional<Event> at(@Nullable Instant moment) {
    return events.stream()
        .filter(event -> moment == null || !event.at().isAfter(moment))
        .reduce((_, last) -> last);
  }

  boolean everHeld(byte[] bytes) {
    return events.stream()
        .anyMatch(
            event -> event.content() != null && new String(bytes, UTF_8).equals(event.content()));
  }

  /** Puts its entries into a backup. */
  void writeTo(MemoryObjectStore backup, BackupLayout layout) {
    for (Event event : events) {
      if (event.content() == null) {
        put(backup, layout, new EntryName.Marker(event.at()), new byte[0], ObjectHeaders.NONE);
        continue;
      }
      EntryName.Version version =
          EntryNames.version(event.at(), sha256(event.bytes()), etag(event.bytes()), null);
      for (boolean good : event.copies()) {
        put(backup, layout, version, good ? event.bytes() : wrong(event.bytes()), HEADERS);
        version = version.repaired();
      }
    }
  }

  private void put(
      MemoryObjectStore backup,
      BackupLayout layout,
      EntryName entry,
      byte[] bytes,
      ObjectHeaders headers) {
    boolean isLong = layout.isLong(key);
    EntryMetadata.Merged merged =
        new EntryMetadata(null, entry.instant(), isLong ? key : null).mergeInto(headers);
    backup.put(layout.entry(key, entry), bytes, merged.headers());
    if (isLong && !merged.keyHeld()) {
      backup.put(
          layout.longKey(BackupLayout.hash(key)), key.value().getBytes(UTF_8), ObjectHeaders.NONE);
    }
  }

  static Sha256 sha256(byte[] bytes) {
    return Sha256.of(Digests.sha256().digest(bytes));
  }

  static ETag etag(byte[] bytes) {
    return new ETag(Md5.of(Digests.md5().digest(bytes)).hex());
  }

  /** Of the same length, unless there is nothing to change. */
  private static byte[] wrong(byte[] bytes) {
    byte[] wrong = bytes.clone();
    if (wrong.length > 0) {
      wrong[0] ^= 1;
    }
    return wrong;
  }

  static History of(String key, Event... events) {
    return new History(new ObjectKey(key), new ArrayList<>(List.of(events)));
  }

  static Event upload(Instant at, String content) {
    return new Event(at, content, List.of(true));
  }

  static Event deletion(Instant at) {
    return new Event(at, null, List.of());
  }
}
