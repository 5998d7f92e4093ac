package fr.mangatheque.continuity.storage;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a listing, in order of the keys' UTF-8 bytes.
 *
 * @param next names the next page; null on the last
 * @param date the store's clock, the answer's Date; null if it did not tell
 * @param unusable names beside those of {@code objects} that are no {@link ObjectKey}, in order
 */
public record ListPage(
    List<ListedObject> objects,
    @Nullable String next,
    @Nullable Instant date,
    List<String> unusable) {
  public ListPage {
    objects = List.copyOf(objects);
    unusable = List.copyOf(unusable);
  }

  /** A page of a store that does not tell the time. */
  public ListPage(List<ListedObject> objects, @Nullable String next) {
    this(objects, next, null, List.of());
  }
}
