package fr.mangatheque.continuity.processors.guard;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * So much of a source is gone at once that a person must decide.
 *
 * @param id what it is decided by, with the subject {@code guard/ID} of an operator's action
 * @param pending deletions that wait for the decision
 * @param bytes of the versions they would mark
 * @param audited objects that the last complete audit counted; null if there was none
 * @param examples keys of some of the objects, in their order
 */
public record OpenCase(
    String id,
    String source,
    Instant since,
    long pending,
    long bytes,
    @Nullable Long audited,
    List<String> examples) {
  public OpenCase {
    examples = List.copyOf(examples);
  }
}
