package fr.mangatheque.continuity.processors.copy;

import fr.mangatheque.continuity.storage.ObjectHeaders;
import fr.mangatheque.continuity.storage.backup.EntryMetadata;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether an entry has the headers and user metadata that its object has. */
final class HeaderComparison {
  /** What stores and clients say of content whose type nobody told. */
  private static final Set<String> NO_TYPE =
      Set.of("", "binary/octet-stream", "application/octet-stream");

  private HeaderComparison() {}

  /**
   * Compares.
   *
   * @param origin as the source keeps them
   * @param stored as the backup keeps them, ours included
   */
  static boolean same(ObjectHeaders origin, ObjectHeaders stored) {
    ObjectHeaders kept = EntryMetadata.split(stored).original();
    return sameType(origin.contentType(), kept.contentType())
        && Objects.equals(origin.cacheControl(), kept.cacheControl())
        && Objects.equals(origin.contentDisposition(), kept.contentDisposition())
        && Objects.equals(origin.contentEncoding(), kept.contentEncoding())
        && Objects.equals(origin.contentLanguage(), kept.contentLanguage())
        && Objects.equals(origin.expires(), kept.expires())
        && origin.userMetadata().equals(kept.userMetadata());
  }

  private static boolean sameType(@Nullable String a, @Nullable String b) {
    return Objects.equals(a, b) || untyped(a) && untyped(b);
  }

  private static boolean untyped(@Nullable String type) {
    return type == null || NO_TYPE.contains(type);
  }
}
