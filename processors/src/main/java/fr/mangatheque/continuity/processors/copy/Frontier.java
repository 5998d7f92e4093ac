package fr.mangatheque.continuity.processors.copy;

import java.util.LinkedHashSet;
import java.util.OptionalLong;

/**
 * How far one partition may be committed: up to the first delivered record whose result is not yet
 * acknowledged. Offsets are sparse (compaction, transactions), so what was delivered is tracked,
 * never counted. Not thread-safe.
 */
final class Frontier {
  // in order of delivery, which is that of offsets
  private final LinkedHashSet<Long> outstanding = new LinkedHashSet<>();
  private long lastDelivered = -1;
  private long committed = -1;

  /** A record came. Offsets only grow. */
  void delivered(long offset) {
    if (offset <= lastDelivered) {
      throw new IllegalArgumentException(
          "offset " + offset + " was delivered after " + lastDelivered);
    }
    lastDelivered = offset;
    outstanding.add(offset);
  }

  /** Its result is kept. Saying so again, or of a record that never came, changes nothing. */
  void acknowledged(long offset) {
    outstanding.remove(offset);
  }

  /**
   * The offset to commit, that of the next record to read; empty if there is nothing new to commit.
   */
  OptionalLong committable() {
    long position = position();
    return position > committed ? OptionalLong.of(position) : OptionalLong.empty();
  }

  /** The offset was committed, or is about to be. */
  void committed(long offset) {
    committed = Math.max(committed, offset);
  }

  private long position() {
    if (lastDelivered < 0) {
      return -1;
    }
    return outstanding.isEmpty() ? lastDelivered + 1 : outstanding.getFirst();
  }

  /** Records delivered whose result is not acknowledged. */
  int outstanding() {
    return outstanding.size();
  }

  /**
   * Offsets between the frontier and the last record delivered: what a restart would read again.
   */
  long lag() {
    return lastDelivered < 0 ? 0 : lastDelivered + 1 - position();
  }
}
