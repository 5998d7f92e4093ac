package fr.mangatheque.continuity.app.operator.answer;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How all sources stand.
 *
 * @param well whether nothing needs a person
 * @param complete whether all that should have answered did
 * @param incidents that are open; null if no process that was asked keeps them
 */
public record Status(
    Instant at,
    boolean well,
    boolean complete,
    List<SourceStatus> sources,
    @Nullable List<Incident> incidents,
    List<Silence> silences) {
  public Status {
    sources = List.copyOf(sources);
    incidents = incidents == null ? null : List.copyOf(incidents);
    silences = List.copyOf(silences);
  }
}
