package fr.mangatheque.continuity.storage;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of a listing, in order of the keys' UTF-8 bytes.
 *
 * @param next names the next page; null on the last
 */
public record ListPage(List<ListedObject> objects, @Nullable String next) {
  public ListPage {
    objects = List.copyOf(objects);
  }
}
