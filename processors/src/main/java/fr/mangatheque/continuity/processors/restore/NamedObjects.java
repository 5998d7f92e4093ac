package fr.mangatheque.continuity.processors.restore;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Objects a person should hear of: how many, the first of them, and a file that has them all.
 *
 * @param first up to {@link #SHOWN}
 * @param file a line each: bytes, name, detail, with tabs between, percent-encoded where they hold
 *     control characters; null where there are none
 */
public record NamedObjects(Amount amount, List<NamedObject> first, @Nullable Path file) {
  /** As many as are kept in memory. */
  public static final int SHOWN = 100;

  public static final NamedObjects NONE = new NamedObjects(Amount.NOTHING, List.of(), null);

  public NamedObjects {
    first = List.copyOf(first);
  }

  public boolean isEmpty() {
    return amount.objects() == 0;
  }

  /** Where all are, if there are any. */
  public Optional<Path> list() {
    return Optional.ofNullable(file);
  }
}
