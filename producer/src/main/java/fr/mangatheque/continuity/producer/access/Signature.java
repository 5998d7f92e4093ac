package fr.mangatheque.continuity.producer.access;

import java.util.List;

/** What a request's headers say of its signature, waiting for its body. */
public final class Signature {
  private final Senders senders;
  private final String id;
  private final String timestamp;
  private final String signatures;

  Signature(Senders senders, String id, String timestamp, String signatures) {
    this.senders = senders;
    this.id = id;
    this.timestamp = timestamp;
    this.signatures = signatures;
  }

  /** Who signed {@code body}: a sender of ours or a stranger, never {@link Caller.Signed}. */
  public Caller check(byte[] body) {
    return senders.signer(keys -> anyFits(keys, body));
  }

  private boolean anyFits(List<WebhookKey> keys, byte[] body) {
    boolean fits = false;
    for (WebhookKey key : keys) {
      fits |= key.signed(signatures, id, timestamp, body);
    }
    return fits;
  }
}
