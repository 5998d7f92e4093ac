package fr.mangatheque.continuity.producer.form;

import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** The sources that stores mean by the names of buckets. */
final class Buckets {
  private Buckets() {}

  /** The source that a field with a bucket's name means; a fault if it is not exactly one. */
  static Optional<String> source(Part holder, String field) {
    KnownSources known = holder.item().sources();
    return holder.text(field, bucket -> Fields.sourceOfBucket(bucket, known));
  }

  /** The same of an event that comes to nothing: no fault, for nobody needs to know. */
  static @Nullable String sourceIfAny(Part holder, String field) {
    if (!(holder.value(field) instanceof Json.Str(String bucket))) {
      return null;
    }
    SortedSet<String> meant = holder.item().sources().buckets().get(bucket);
    return meant == null || meant.size() > 1 ? null : meant.first();
  }
}
