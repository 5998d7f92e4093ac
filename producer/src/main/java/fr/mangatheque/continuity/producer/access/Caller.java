package fr.mangatheque.continuity.producer.access;

/** Who a request comes from, as far as its headers tell. */
public sealed interface Caller {
  /**
   * One of ours.
   *
   * @param name of its credential
   */
  record Sender(String name, Rights rights) implements Caller {}

  /** Its headers promise a signature; its body tells whether it holds. */
  record Signed(Signature signature) implements Caller {}

  /** None of ours. */
  record Stranger(Reason reason) implements Caller {}

  /** Why a caller is none of ours. */
  enum Reason {
    /** It shows nothing. */
    NOTHING_SHOWN,
    /** It shows something that cannot be read. */
    MALFORMED,
    /** It shows a token that is none of ours, or not this user's. */
    UNKNOWN_TOKEN,
    /** It signed at another time than about now. */
    STALE_SIGNATURE,
    /** Its signature is of none of our keys, or of another body. */
    WRONG_SIGNATURE
  }
}
