package fr.mangatheque.continuity.processors.ledger;

import fr.mangatheque.continuity.schemas.event.Stage;
import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.Sha256;
import fr.mangatheque.continuity.storage.backup.EntryNames;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Inputs and states that tests of the ledger speak of. */
final class Examples {
  static final Instant NOW = Instant.parse("2026-05-04T03:02:01Z");
  static final ETag TAG = new ETag("tag-a");
  static final Sha256 HASH = new Sha256("a".repeat(64));
  static final Sha256 OTHER_HASH = new Sha256("b".repeat(64));
  static final long SIZE = 4711;

  private Examples() {}

  static Input.Hint created() {
    return created(TAG, SIZE, null, NOW);
  }

  static Input.Hint created(
      @Nullable ETag etag, @Nullable Long size, @Nullable Sha256 sha256, Instant occurredAt) {
    return new Input.Hint(Input.Hint.Kind.CREATED, etag, size, sha256, null, occurredAt);
  }

  static Input.Hint removed() {
    return new Input.Hint(Input.Hint.Kind.REMOVED, null, null, null, null, NOW);
  }

  static Input.Hint observed(ETag etag, Instant lastModified) {
    return new Input.Hint(Input.Hint.Kind.OBSERVED, etag, SIZE, null, lastModified, NOW);
  }

  static KnownEntry version() {
    return version(HASH, TAG, NOW);
  }

  static KnownEntry version(Sha256 hash, ETag tag, Instant lastModified) {
    return new KnownEntry(
        EntryNames.version(lastModified, hash, tag, null), SIZE, tag, lastModified, null);
  }

  static KnownEntry markerAfter(KnownEntry entry) {
    return new KnownEntry(EntryNames.marker(NOW, entry.name()), 0, null, null, null);
  }

  static ObjectState isProtected() {
    return ObjectState.NEW.withGreatest(version());
  }

  static Input.Result copied(String requestId, KnownEntry entry, Input.Problem... doubts) {
    return new Input.Result(
        requestId, new Input.Outcome.Protected(true), entry, List.of(doubts), entry.lastModified());
  }

  static Input.Result unchanged(String requestId, KnownEntry entry, Instant lastModified) {
    return new Input.Result(
        requestId, new Input.Outcome.Protected(false), entry, List.of(), lastModified);
  }

  static Input.Result gone(String requestId, @Nullable KnownEntry entry) {
    return new Input.Result(requestId, new Input.Outcome.Gone(), entry, List.of(), null);
  }

  static Input.Result failed(String requestId, Stage stage, String causeClass, boolean permanent) {
    Input.Problem problem = new Input.Problem(stage, causeClass, "it broke");
    return new Input.Result(
        requestId, new Input.Outcome.Failed(problem, permanent, null), null, List.of(), null);
  }
}
