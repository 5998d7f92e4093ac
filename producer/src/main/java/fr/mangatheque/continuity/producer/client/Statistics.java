package fr.mangatheque.continuity.producer.client;

/**
 * What became of all events since the start, at one moment.
 *
 * @param queued wait, or are being sent
 * @param queuedBytes memory that those take
 * @param sent are kept by Kafka
 * @param dropped found the queue full, or the client closed; reconciliation finds their objects
 * @param refused could not be right: by the intake's word, or so plainly that it was not asked
 */
public record Statistics(long queued, long queuedBytes, long sent, long dropped, long refused) {
  /** All that were ever told: each is in one of the others. */
  public long offered() {
    return queued + sent + dropped + refused;
  }
}
