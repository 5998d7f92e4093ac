package fr.mangatheque.continuity.processors.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a step decided.
 *
 * @param state what is known from now on; null if the key is to be forgotten
 */
record Step(@Nullable ObjectState state, List<Output> outputs) {
  Step {
    outputs = List.copyOf(outputs);
  }

  static Step silent(ObjectState state) {
    return new Step(state, List.of());
  }
}
