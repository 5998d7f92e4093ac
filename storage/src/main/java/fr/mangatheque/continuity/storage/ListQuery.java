package fr.mangatheque.continuity.storage;

import org.jspecify.annotations.Nullable;

/**
 * Which page of a listing is asked for.
 *
 * @param prefix what keys start with; may be empty
 * @param startAfter the first page starts behind this key; null for the very first key
 * @param continuation {@link ListPage#next} of the page before; null for the first page
 * @param limit at most so many objects, 1 to 1,000
 */
public record ListQuery(
    String prefix, @Nullable String startAfter, @Nullable String continuation, int limit) {
  /** The most a page can hold. */
  public static final int MAX_LIMIT = 1000;

  public ListQuery {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException("a page has 1 to " + MAX_LIMIT + " objects, not " + limit);
    }
  }

  public static ListQuery firstPage(String prefix) {
    return new ListQuery(prefix, null, null, MAX_LIMIT);
  }

  public static ListQuery firstPage(String prefix, int limit) {
    return new ListQuery(prefix, null, null, limit);
  }

  /** The page after one whose {@link ListPage#next} was {@code continuation}. */
  public ListQuery after(String continuation) {
    return new ListQuery(prefix, startAfter, continuation, limit);
  }
}
