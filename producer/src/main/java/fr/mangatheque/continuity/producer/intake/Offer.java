package fr.mangatheque.continuity.producer.intake;

import fr.mangatheque.continuity.producer.http.Endpoint;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a process offers over HTTP, beside its health and its metrics.
 *
 * @param events whether it takes events
 * @param objects whom it asks how objects stand; null if it does not say
 * @param more what else is to be had, by its path; each says for itself who may have it
 */
public record Offer(boolean events, @Nullable ObjectLookup objects, Map<String, Endpoint> more) {
  public Offer {
    more = Map.copyOf(more);
  }

  public Offer(boolean events, @Nullable ObjectLookup objects) {
    this(events, objects, Map.of());
  }
}
