package fr.mangatheque.continuity.processors.cdn;

import fr.mangatheque.continuity.schemas.CauseClass;
import fr.mangatheque.continuity.storage.ObjectKey;

/** What is to be said of an object behind a CDN. */
public sealed interface CdnVerdict {
  ObjectKey key();

  /** The CDN gives what the origin has. */
  record Right(ObjectKey key, long bytes) implements CdnVerdict {}

  /** The CDN gives what the origin had until a moment ago: caches may. */
  record Lagging(ObjectKey key, String detail) implements CdnVerdict {}

  /** The CDN gives what the origin had before, for longer than caches may. */
  record Stale(ObjectKey key, String detail) implements CdnVerdict {}

  /** The origin is right, and the CDN gives nothing, or bytes that were never there. */
  record Faulty(ObjectKey key, String detail) implements CdnVerdict {}

  /** The origin could not be read, so nothing can be said of the CDN. */
  record OriginFails(ObjectKey key, CauseClass cause, String detail) implements CdnVerdict {}

  /** The origin has it no longer, or keeps changing it: nothing to compare with. */
  record Gone(ObjectKey key) implements CdnVerdict {}
}
