package fr.mangatheque.continuity.processors.restore;

/** How much: objects, and bytes of content together. */
public record Amount(long objects, long bytes) {
  public static final Amount NOTHING = new Amount(0, 0);

  public Amount {
    if (objects < 0 || bytes < 0) {
      throw new IllegalArgumentException("amounts are not negative");
    }
  }

  public Amount plus(Amount other) {
    return new Amount(objects + other.objects, bytes + other.bytes);
  }

  Amount plusOne(long size) {
    return new Amount(objects + 1, bytes + size);
  }
}
