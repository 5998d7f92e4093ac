package fr.mangatheque.continuity.producer.form;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What events may be about. Immutable.
 *
 * @param names of the sources
 * @param buckets the sources that a store means by a bucket's name; more than one only where nobody
 *     said which
 * @throws IllegalArgumentException if a bucket stands for no source, or for one that is not named
 */
public record KnownSources(SortedSet<String> names, SortedMap<String, SortedSet<String>> buckets) {
  public KnownSources {
    names = Collections.unmodifiableSortedSet(new TreeSet<>(names));
    SortedMap<String, SortedSet<String>> copied = new TreeMap<>();
    buckets.forEach(
        (bucket, sources) ->
            copied.put(bucket, Collections.unmodifiableSortedSet(new TreeSet<>(sources))));
    buckets = Collections.unmodifiableSortedMap(copied);
    for (Map.Entry<String, SortedSet<String>> bucket : buckets.entrySet()) {
      if (bucket.getValue().isEmpty() || !names.containsAll(bucket.getValue())) {
        throw new IllegalArgumentException(
            "the bucket " + bucket.getKey() + " stands for sources that are not: " + bucket);
      }
    }
  }

  /** Sources that no bucket's name stands for. */
  public static KnownSources named(Set<String> names) {
    return new KnownSources(new TreeSet<>(names), new TreeMap<>());
  }

  /** Sources by the buckets that alone stand for them. */
  public static KnownSources byBucket(Map<String, String> sourceByBucket) {
    SortedMap<String, SortedSet<String>> buckets = new TreeMap<>();
    sourceByBucket.forEach((bucket, source) -> buckets.put(bucket, new TreeSet<>(Set.of(source))));
    return new KnownSources(new TreeSet<>(sourceByBucket.values()), buckets);
  }
}
