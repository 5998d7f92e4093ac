package fr.mangatheque.continuity.processors.restore;

import fr.mangatheque.continuity.storage.Digests;
import fr.mangatheque.continuity.storage.ObjectKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Draws some of many keys that go by: those with the least hashes, so that each is as likely as any
 * other and the same seed draws the same. One thread uses it.
 */
final class SampleDraw {
  private final Scope.Sample sample;
  private final MessageDigest digest = Digests.sha256();
  private final PriorityQueue<Lot> lots =
      new PriorityQueue<>(Comparator.comparingLong(Lot::number).reversed());

  private record Lot(long number, ObjectKey key) {}

  SampleDraw(Scope.Sample sample) {
    this.sample = sample;
  }

  void offer(ObjectKey key) {
    lots.add(new Lot(number(key), key));
    if (lots.size() > sample.objects()) {
      lots.remove();
    }
  }

  private long number(ObjectKey key) {
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(sample.seed()).flip());
    return ByteBuffer.wrap(digest.digest(key.value().getBytes(StandardCharsets.UTF_8))).getLong();
  }

  /** In the order of {@link KeyOrder}. */
  List<ObjectKey> drawn() {
    return lots.stream().map(Lot::key).sorted(KeyOrder.INSTANCE).toList();
  }
}
