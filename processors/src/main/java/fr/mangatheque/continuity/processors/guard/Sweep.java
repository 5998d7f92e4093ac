package fr.mangatheque.continuity.processors.guard;

import java.time.Instant;

/**
 * A pass over the pending deletions of a source, a few at a time.
 *
 * @param upTo deletions with a later number came after it began, and are none of its business
 * @param cursor the last object key it has passed; empty at the start
 * @param by who decided
 */
record Sweep(Kind kind, long upTo, String cursor, String by, Instant at) {
  enum Kind {
    /** What is due is granted, as if it came now. */
    RELEASE,
    /** All is granted, what is not due yet when it is. */
    APPROVE,
    /** All is rejected. */
    REJECT
  }

  Sweep passed(String objectKey) {
    return new Sweep(kind, upTo, objectKey, by, at);
  }
}
