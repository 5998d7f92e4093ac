package fr.mangatheque.continuity.processors.guard;

import java.time.Instant;

/** What the guard of a source wants told. */
sealed interface GuardOutput {
  /** To the ledger, about one object. */
  record Decide(String objectKey, Verdict verdict, Instant absentSince, String by, Instant at)
      implements GuardOutput {}

  /** To people: so much is gone that they must decide. */
  record Raise(String objectKey, Instant since, String detail) implements GuardOutput {}

  /** It was decided, or all of it is there again. */
  record Clear(String objectKey, Instant since) implements GuardOutput {}

  /** What may be decided about a deletion. */
  enum Verdict {
    GRANTED,
    REJECTED
  }
}
