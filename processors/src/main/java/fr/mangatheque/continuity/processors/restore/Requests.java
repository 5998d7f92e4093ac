package fr.mangatheque.continuity.processors.restore;

/** How often a store is or will be asked, by kind; those that are repeated count each time. */
public record Requests(long lists, long heads, long gets, long puts, long deletes) {
  public static final Requests NONE = new Requests(0, 0, 0, 0, 0);

  /** What came since {@code before}. */
  Requests minus(Requests before) {
    return new Requests(
        lists - before.lists,
        heads - before.heads,
        gets - before.gets,
        puts - before.puts,
        deletes - before.deletes);
  }

  public long all() {
    return lists + heads + gets + puts + deletes;
  }
}
