package fr.mangatheque.continuity.app.operator.answer;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Deletions that a source's guard holds back until a person decides.
 *
 * @param id to approve or reject it by
 * @param objects that wait
 * @param bytes of the versions that would be marked as deleted
 * @param audited objects that the source held when it was audited last; null before the first audit
 * @param examples keys of some of them
 */
public record GuardCase(
    String id,
    String source,
    Instant trippedAt,
    long objects,
    long bytes,
    @Nullable Long audited,
    List<String> examples) {
  public GuardCase {
    examples = List.copyOf(examples);
  }
}
