package fr.mangatheque.continuity.processors.canary;

import static java.nio.charset.StandardCharsets.UTF_8;

import fr.mangatheque.continuity.storage.Content;
import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.ObjectHeaders;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.ObjectReader;
import fr.mangatheque.continuity.storage.backup.BackupLayout;
import fr.mangatheque.continuity.storage.backup.EntryName;
import fr.mangatheque.continuity.storage.backup.EntryNames;
import fr.mangatheque.continuity.storage.memory.MemoryObjectStore;
import java.time.Instant;
import java.time.InstantSource;

/** A source and its backup, in memory. */
final class TwoBuckets {
  static final Instant NOW = Instant.parse("2026-05-04T03:02:01Z");

  final InstantSource clock = InstantSource.fixed(NOW);
  final MemoryObjectStore origin = new MemoryObjectStore(clock);
  final MemoryObjectStore backup = new MemoryObjectStore(clock);
  final BackupLayout layout = new BackupLayout("");

  CanaryStores stores(boolean writable) {
    return new CanaryStores(
        "uploads", origin, origin, writable ? origin : null, backup, backup, layout);
  }

  ETag upload(ObjectKey key, String text) {
    return origin.put(key, text.getBytes(UTF_8), ObjectHeaders.NONE);
  }

  /** Backs up what the source holds, as {@code text} if it is to be wrong. */
  LedgerWord.Answer.Protected protect(ObjectKey key, Content content, String text) {
    ETag etag =
        switch (origin.head(key)) {
          case ObjectReader.Look.Found(var info) -> info.etag();
          case ObjectReader.Look.Absent() -> throw new AssertionError("nothing to protect");
        };
    EntryName.Version entry = EntryNames.version(NOW, content.sha256(), etag, null);
    var _ = backup.put(layout.entry(key, entry), text.getBytes(UTF_8), ObjectHeaders.NONE);
    return new LedgerWord.Answer.Protected(key, entry, content.size(), etag);
  }
}
