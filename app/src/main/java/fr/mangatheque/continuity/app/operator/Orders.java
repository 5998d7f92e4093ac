package fr.mangatheque.continuity.app.operator;

import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.schemas.event.OperatorActionKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Passes on what a person wants, and returns once that is kept. Thread-safe; blocks.
 *
 * <p>Each throws {@link OrderLostException} if that could not be confirmed.
 */
public interface Orders {
  /** Each of {@code objects} is to be looked at now. */
  void retry(List<ObjectId> objects, String by);

  /**
   * Something is decided; what was decided of the same subject before no longer holds.
   *
   * @param reason may be empty
   */
  void decide(String subject, OperatorActionKind kind, String by, String reason);

  /** A restore of a source goes on until then, if it is not announced anew. */
  void announceRestore(String source, Instant until, String by);

  /**
   * A job of a source is to run now.
   *
   * @param amount how much of it; null: as configured
   * @return when it is due, which its run is known by
   */
  Instant run(String schedule, String by, @Nullable Long amount);
}
