package fr.mangatheque.continuity.testkit.s3;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/**
 * One page of a bucket's listing.
 *
 * @param next where the following page begins; null when this is the last
 */
record Listing(
    List<Map.Entry<String, StoredObject>> objects, List<String> prefixes, @Nullable Start next) {

  /** Where a page begins. */
  sealed interface Start {
    record AtFirst() implements Start {}

    record AfterKey(String key) implements Start {}

    /** After all keys that start with this. */
    record AfterPrefix(String prefix) implements Start {}
  }

  /** Costs what the page holds, however large the bucket and the groups that it skips. */
  static Listing page(
      NavigableMap<String, StoredObject> all,
      String prefix,
      String delimiter,
      Start start,
      int limit) {
    var objects = new ArrayList<Map.Entry<String, StoredObject>>();
    var prefixes = new ArrayList<String>();
    Start next = start;
    var entries = from(all, prefix, start);
    while (entries.hasNext()) {
      Map.Entry<String, StoredObject> entry = entries.next();
      String key = entry.getKey();
      if (!key.startsWith(prefix)) {
        break;
      }
      if (objects.size() + prefixes.size() == limit) {
        return new Listing(objects, prefixes, limit == 0 ? null : next);
      }
      int group = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
      if (group < 0) {
        objects.add(entry);
        next = new Start.AfterKey(key);
      } else {
        String common = key.substring(0, group + delimiter.length());
        prefixes.add(common);
        next = new Start.AfterPrefix(common);
        entries = from(all, prefix, next);
      }
    }
    return new Listing(objects, prefixes, null);
  }

  private static Iterator<Map.Entry<String, StoredObject>> from(
      NavigableMap<String, StoredObject> all, String prefix, Start start) {
    return switch (start) {
      case Start.AtFirst() -> all.tailMap(prefix, true).entrySet().iterator();
      case Start.AfterKey(String key) ->
          Utf8Order.INSTANCE.compare(key, prefix) < 0
              ? all.tailMap(prefix, true).entrySet().iterator()
              : all.tailMap(key, false).entrySet().iterator();
      case Start.AfterPrefix(String group) -> {
        String first = Utf8Order.after(group);
        if (first == null) {
          yield Collections.emptyIterator();
        }
        yield (Utf8Order.INSTANCE.compare(first, prefix) < 0
                ? all.tailMap(prefix, true)
                : all.tailMap(first, true))
            .entrySet()
            .iterator();
      }
    };
  }
}
