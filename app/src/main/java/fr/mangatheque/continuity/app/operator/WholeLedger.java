package fr.mangatheque.continuity.app.operator;

import fr.mangatheque.continuity.app.operator.answer.Known;
import fr.mangatheque.continuity.app.operator.answer.Standing;
import fr.mangatheque.continuity.schemas.ObjectId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the ledger knows, whichever process keeps it, for a process that asks by itself and not for
 * a person. Thread-safe; blocks for seconds at most.
 */
public final class WholeLedger implements AutoCloseable {
  private final Fleet fleet = new Fleet();
  private final Sight sight;
  private final Supplier<List<String>> authorization;

  /**
   * @param here what this process knows
   * @param authorization what it shows to the others
   */
  public WholeLedger(Holdings here, Supplier<List<String>> authorization) {
    this.sight = new Sight(here, fleet);
    this.authorization = authorization;
  }

  /** What is known of one object. */
  public sealed interface Word {
    record Of(Known known) implements Word {}

    record Nothing() implements Word {}

    /**
     * Nobody can tell now.
     *
     * @param why in a sentence
     */
    record Silence(String why) implements Word {}
  }

  public Word find(ObjectId object) {
    try {
      return sight
          .find(object, authorization.get())
          .<Word>map(Word.Of::new)
          .orElseGet(Word.Nothing::new);
    } catch (Refused e) {
      return new Word.Silence(String.valueOf(e.getMessage()));
    }
  }

  /** How {@code source} stands in each partition; empty if some of it cannot be told. */
  public Optional<List<Standing>> standings(String source) {
    Whole whole = sight.whole(authorization.get());
    return whole.silences().isEmpty()
        ? Optional.of(
            whole.standings().stream()
                .filter(standing -> standing.source().equals(source))
                .toList())
        : Optional.empty();
  }

  @Override
  public void close() {
    fleet.close();
  }
}
