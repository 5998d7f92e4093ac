package fr.mangatheque.continuity.producer.hint;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How much may be on its way to Kafka at once, over all requests.
 *
 * @param hints at most
 * @param bytes of theirs, at most, as estimated; less than what Kafka's client has room for, so
 *     that sending never waits for it
 */
record HintRoom(int hints, long bytes) {
  static final HintRoom DEFAULT = new HintRoom(20_000, 24L * 1024 * 1024);

  /** What a record weighs beside its texts: ids, times, its sender, the client's own accounts. */
  private static final int BESIDE = 400;

  Admission admission(Duration timeout) {
    return new Admission(hints, bytes, timeout);
  }

  /** An estimate, not too low. */
  static long weight(Hint hint) {
    // The object stands in the record's key and in its value.
    int twice = Utf8.length(hint.object().source()) + Utf8.length(hint.object().objectKey());
    int once = length(hint.etag()) + length(hint.sha256()) + length(hint.sequencer());
    return BESIDE + 2 * twice + once;
  }

  private static int length(@Nullable String text) {
    return text == null ? 0 : Utf8.length(text);
  }
}
