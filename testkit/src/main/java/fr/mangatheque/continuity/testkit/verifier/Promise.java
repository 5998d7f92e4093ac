package fr.mangatheque.continuity.testkit.verifier;

import java.util.function.Predicate;

/**
 * What may be expected of a backup, where circumstances make a difference.
 *
 * @param mayRepeat two processes had the same work, one of them not knowing that it was taken for
 *     dead: a true version may stand there twice, or land after the one that followed it. Such
 *     entries are counted, not told; what is greatest has to be right all the same
 * @param deletionsHeldBack keys that the source gave up and whose markers somebody withholds
 */
public record Promise(boolean mayRepeat, Predicate<String> deletionsHeldBack) {
  /** Each state at most once, in order, and a marker for all that is gone. */
  public static final Promise STRICT = new Promise(false, _ -> false);

  /** True versions may repeat. */
  public static final Promise REPEATING = new Promise(true, _ -> false);

  /** The same, with the deletions of these keys not told. */
  public Promise holdingBack(Predicate<String> keys) {
    return new Promise(mayRepeat, keys);
  }
}
