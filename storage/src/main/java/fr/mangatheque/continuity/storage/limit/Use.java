package fr.mangatheque.continuity.storage.limit;

/**
 * What an endpoint is used for, most urgent first: whoever waits for one of the earlier is let
 * through before those who wait for a later, who get what is left.
 */
public enum Use {
  /** A person restores by hand and waits for it: the site may be down. */
  RESTORE,
  /** What was just uploaded, or asked for by hand, and is not protected yet. */
  COPY,
  /** A copy that failed before. */
  RETRY,
  /** Listings: few requests, and they find what nobody told of. */
  SCAN,
  /** Copies of what a scan found: there may be very many. */
  BACKFILL,
  /** Reading again what is protected. */
  SCRUB
}
