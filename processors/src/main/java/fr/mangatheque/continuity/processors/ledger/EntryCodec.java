package fr.mangatheque.continuity.processors.ledger;

import fr.mangatheque.continuity.schemas.event.Entry;
import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.backup.EntryName;
import fr.mangatheque.continuity.storage.backup.EntryNames;

/** Between an entry as records carry it and as the ledger orders it. */
final class EntryCodec {
  private EntryCodec() {}

  static KnownEntry fromRecord(Entry entry) {
    EntryName name =
        EntryNames.parse(entry.getName())
            .orElseThrow(
                () -> new IllegalArgumentException("not an entry's name: " + entry.getName()));
    return new KnownEntry(
        name,
        entry.getSize(),
        entry.getEtag() == null ? null : new ETag(entry.getEtag()),
        entry.getLastModified(),
        entry.getVerifiedAt());
  }

  static Entry toRecord(KnownEntry entry) {
    return Entry.newBuilder()
        .setName(entry.name().format())
        .setSize(entry.size())
        .setEtag(entry.etag() == null ? null : entry.etag().value())
        .setLastModified(entry.lastModified())
        .setVerifiedAt(entry.verifiedAt())
        .build();
  }
}
