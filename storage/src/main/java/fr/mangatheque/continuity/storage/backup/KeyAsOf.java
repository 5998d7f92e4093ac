package fr.mangatheque.continuity.storage.backup;

import java.time.Instant;
import java.util.List;

/**
 * What a key was at a moment.
 *
 * @param later its entries after that moment, in their order
 */
public record KeyAsOf(KeyEntries.Owner owner, State state, List<HeldEntry> later) {
  public KeyAsOf {
    later = List.copyOf(later);
  }

  /** What a key can be. */
  public sealed interface State {}

  /**
   * The source held a version.
   *
   * @param copies of it, at least one, in the order in which they are to be tried: the last
   *     repaired copy first, the first copy last. One whose bytes have not the hash in its name is
   *     no copy
   */
  public record Alive(List<HeldEntry> copies) implements State {
    public Alive {
      if (copies.isEmpty()) {
        throw new IllegalArgumentException("a version has a copy");
      }
      copies = List.copyOf(copies);
    }

    /** The copy to be tried first. */
    public HeldEntry preferred() {
      return copies.getFirst();
    }

    /**
     * Whether the backup received this version, its first copy, only after {@code moment}: what is
     * read as of it was less complete then.
     */
    public boolean protectedAfter(Instant moment) {
      return copies.getLast().storedAt().isAfter(moment);
    }
  }

  /** The source had given it up. */
  public record Deleted(HeldEntry marker) implements State {}

  /** It was erased on legal request. */
  public record Erased(HeldEntry entry) implements State {}

  /** Nothing is known of it so early. */
  public record Unknown() implements State {}
}
