package fr.mangatheque.continuity.processors.cdn;

import fr.mangatheque.continuity.storage.ETag;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a CDN said when it was asked for an object. */
sealed interface CdnAnswer {
  /**
   * 200, and all that was announced.
   *
   * @param etag null if it told none
   * @param age for how long it has had it, by its own word; null if it does not say
   */
  record Content(Bytes bytes, @Nullable ETag etag, @Nullable Duration age) implements CdnAnswer {}

  /** Any other status. */
  record Refused(int status) implements CdnAnswer {}

  /**
   * None, or not all of it.
   *
   * @param why in a clause
   */
  record Nothing(String why) implements CdnAnswer {}
}
