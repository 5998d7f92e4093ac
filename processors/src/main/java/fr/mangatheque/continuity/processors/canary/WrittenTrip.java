package fr.mangatheque.continuity.processors.canary;

import fr.mangatheque.continuity.schemas.CauseClass;
import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.storage.Content;
import fr.mangatheque.continuity.storage.ObjectCreator;
import fr.mangatheque.continuity.storage.ObjectHeaders;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.StoreException;
import fr.mangatheque.continuity.storage.backup.EntryLister;
import fr.mangatheque.continuity.storage.backup.EntryName;
import fr.mangatheque.continuity.storage.backup.HeldEntry;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes an object that was never there, tells of it as an application would, and waits until the
 * backup shows it.
 */
final class WrittenTrip implements Trip {
  private static final int BYTES = 256;
  private static final int TAIL = 4;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final ObjectHeaders HEADERS =
      new ObjectHeaders("application/octet-stream", null, null, null, null, null, Map.of());

  private final ObjectCreator writer;
  private final EntryLister entries;
  private final ReadBack readBack;
  private final Announcer announcer;
  private final InstantSource clock;

  /** Tells of the object; returns once Kafka has it. */
  @FunctionalInterface
  interface Announcer {
    void announce(ObjectKey key, Content content) throws InterruptedException;
  }

  WrittenTrip(CanaryStores stores, ObjectCreator writer, Announcer announcer, InstantSource clock) {
    this.writer = writer;
    this.entries = new EntryLister(stores.backupLister(), stores.layout());
    this.readBack = new ReadBack(stores.backup(), stores.layout());
    this.announcer = announcer;
    this.clock = clock;
  }

  @Override
  public Outcome make(Patience patience) throws InterruptedException {
    ObjectKey key = new ObjectKey(ObjectId.CANARY_PREFIX + TIME.format(clock.instant()) + tail());
    Content content = Content.of(random(BYTES));
    try {
      switch (writer.create(key, content, HEADERS)) {
        case ObjectCreator.Creation.Created _ -> announcer.announce(key, content);
        case ObjectCreator.Creation.Exists _ -> {
          return new Outcome.Failed(CauseClass.CONTRADICTION, key + " was there before it was");
        }
      }
    } catch (StoreException e) {
      return Outcome.Failed.by(e, key + " could not be written to the source");
    }
    return awaited(key, content, patience);
  }

  private Outcome awaited(ObjectKey key, Content content, Patience patience)
      throws InterruptedException {
    @Nullable StoreException last;
    do {
      try {
        Optional<EntryName.Version> entry = shown(key);
        if (entry.isPresent()) {
          return readBack.compare(key, entry.get(), content.sha256(), content.size(), true);
        }
        last = null;
      } catch (StoreException e) {
        last = e;
      }
    } while (patience.again());
    return last == null
        ? Outcome.Failed.trip(
            "%s was written to the source and told of, and is not in the backup %d s later"
                .formatted(key, patience.limit().toSeconds()))
        : Outcome.Failed.by(last, key + " could not be found or read in the backup");
  }

  private Optional<EntryName.Version> shown(ObjectKey key) {
    return entries
        .greatest(key)
        .map(HeldEntry::name)
        .filter(EntryName.Version.class::isInstance)
        .map(EntryName.Version.class::cast);
  }

  private static String tail() {
    return "-" + HexFormat.of().formatHex(random(TAIL));
  }

  private static byte[] random(int bytes) {
    byte[] all = new byte[bytes];
    RANDOM.nextBytes(all);
    return all;
  }
}
