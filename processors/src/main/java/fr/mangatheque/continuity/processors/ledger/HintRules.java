package fr.mangatheque.continuity.processors.ledger;

import fr.mangatheque.continuity.schemas.event.CopyTask;
import fr.mangatheque.continuity.schemas.event.RequestReason;
import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.backup.EntryName;
import fr.mangatheque.continuity.storage.backup.EntryNames;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whether a hint asks for work: none is done for what is protected. */
final class HintRules {
  private final Duration clockTolerance;

  HintRules(Duration clockTolerance) {
    this.clockTolerance = clockTolerance;
  }

  /** What a hint about an object with nothing pending asks for. */
  Optional<CopyTask> work(ObjectState state, Input.Hint hint) {
    KnownEntry greatest = state.greatest();
    if (greatest == null || state.kept()) {
      return Optional.of(CopyTask.COPY);
    }
    return switch (greatest.name()) {
      case EntryName.Version _ -> aboutLive(greatest, hint);
      case EntryName.Marker _, EntryName.Erased _ ->
          hint.kind() == Input.Hint.Kind.REMOVED ? Optional.empty() : Optional.of(CopyTask.COPY);
    };
  }

  private Optional<CopyTask> aboutLive(KnownEntry greatest, Input.Hint hint) {
    return switch (hint.kind()) {
      case REMOVED, REQUESTED -> Optional.of(CopyTask.COPY);
      case CREATED, OBSERVED -> {
        if (!sameContent(greatest, hint)) {
          yield Optional.of(CopyTask.COPY);
        }
        yield later(greatest, hint) ? Optional.of(CopyTask.COMPARE_HEADERS) : Optional.empty();
      }
    };
  }

  private static boolean sameContent(KnownEntry greatest, Input.Hint hint) {
    boolean sizeFits = hint.size() == null || hint.size() == greatest.size();
    boolean hashFits = hint.sha256() == null || greatest.has(hint.sha256());
    boolean named = hint.etag() != null || hint.sha256() != null;
    boolean tagFits = hint.etag() == null || hasTag(greatest, hint.etag());
    return named && tagFits && sizeFits && hashFits;
  }

  /** An entry that only a listing showed has its tag as names carry it. */
  private static boolean hasTag(KnownEntry greatest, ETag etag) {
    return etag.equals(greatest.etag()) || EntryNames.tag(etag).equals(greatest.etag());
  }

  private boolean later(KnownEntry greatest, Input.Hint hint) {
    Instant known =
        greatest.lastModified() != null ? greatest.lastModified() : greatest.name().instant();
    return hint.lastModified() != null
        ? hint.lastModified().isAfter(known)
        : hint.occurredAt().isAfter(known.plus(clockTolerance));
  }

  static RequestReason reason(Input.Hint.Kind kind) {
    return switch (kind) {
      case CREATED, REMOVED -> RequestReason.EVENT;
      case OBSERVED -> RequestReason.SCAN;
      case REQUESTED -> RequestReason.REQUESTED;
    };
  }
}
