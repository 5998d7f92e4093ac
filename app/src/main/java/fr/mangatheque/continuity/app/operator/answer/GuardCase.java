package fr.mangatheque.continuity.app.operator.answer;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Deletions that a source's guard holds back until a person decides.
 *
 * @param id to approve or reject it by
 * @param objects that wait
 * @param audited objects that the source held when it was audited last; null before the first audit
 * @param examples keys of some of them
 * @param decision approved or rejected; null as long as nobody decided
 */
public record GuardCase(
    String id,
    String source,
    Instant trippedAt,
    long objects,
    @Nullable Long audited,
    List<String> examples,
    @Nullable String decision,
    @Nullable String decidedBy) {
  public GuardCase {
    examples = List.copyOf(examples);
  }
}
