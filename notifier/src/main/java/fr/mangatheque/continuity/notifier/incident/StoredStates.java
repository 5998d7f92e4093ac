package fr.mangatheque.continuity.notifier.incident;

import fr.mangatheque.continuity.notifier.incident.IncidentState.Calm;
import fr.mangatheque.continuity.notifier.incident.IncidentState.Open;
import fr.mangatheque.continuity.notifier.incident.IncidentState.Opening;
import fr.mangatheque.continuity.notifier.incident.IncidentState.Past;
import fr.mangatheque.continuity.notifier.incident.IncidentState.Resolved;
import fr.mangatheque.continuity.notifier.incident.IncidentState.Settling;
import fr.mangatheque.continuity.notifier.incident.IncidentState.Told;
import fr.mangatheque.continuity.notifier.incident.IncidentState.Watched;
import fr.mangatheque.continuity.schemas.state.IncidentPhase;
import fr.mangatheque.continuity.schemas.state.StoredFailure;
import fr.mangatheque.continuity.schemas.state.StoredIncident;
import org.jspecify.annotations.Nullable;

/** States as stores keep them. */
final class StoredStates {
  private StoredStates() {}

  /** Null for what is not kept. */
  static @Nullable StoredIncident write(IncidentState state) {
    return switch (state) {
      case Calm _ -> null;
      case Watched(Tally tally, Past past) ->
          past(tally(IncidentPhase.WATCHED, tally), past).build();
      case Open(Opening opening, Told told, Tally tally) ->
          open(tally(IncidentPhase.OPEN, tally), opening, told).build();
      case Settling settling ->
          open(tally(IncidentPhase.SETTLING, settling.tally()), settling.opening(), settling.told())
              .setQuietSince(settling.quietSince())
              .build();
      case Resolved(Past past) ->
          past(StoredIncident.newBuilder().setPhase(IncidentPhase.RESOLVED), past).build();
    };
  }

  static IncidentState read(@Nullable StoredIncident stored) {
    if (stored == null) {
      return new Calm();
    }
    return switch (stored.getPhase()) {
      case WATCHED -> new Watched(tally(stored), past(stored));
      case OPEN -> new Open(opening(stored), told(stored), tally(stored));
      case SETTLING ->
          new Settling(opening(stored), told(stored), tally(stored), stored.getQuietSince());
      case RESOLVED -> new Resolved(new Past(stored.getOpenedAt(), stored.getQuietSince()));
      case UNKNOWN ->
          throw new IllegalStateException(
              "a newer version wrote the incidents' state; run that one, or remove the state of"
                  + " the application");
    };
  }

  static @Nullable StoredFailure write(@Nullable Failure failure) {
    return failure == null
        ? null
        : new StoredFailure(failure.since(), failure.ripeAt(), failure.clearsAt());
  }

  static @Nullable Failure read(@Nullable StoredFailure stored) {
    return stored == null
        ? null
        : new Failure(stored.getSince(), stored.getRipeAt(), stored.getClearsAt());
  }

  private static StoredIncident.Builder tally(IncidentPhase phase, Tally tally) {
    return StoredIncident.newBuilder()
        .setPhase(phase)
        .setStage(tally.cause().stage())
        .setCauseClass(tally.cause().causeClass())
        .setSource(tally.cause().source())
        .setFailing(tally.failing())
        .setAffected(tally.affected())
        .setSince(tally.since())
        .setExamples(tally.examples())
        .setDetail(tally.detail());
  }

  private static StoredIncident.Builder open(
      StoredIncident.Builder builder, Opening opening, Told told) {
    return builder
        .setOpenedAt(opening.at())
        .setRelapsed(opening.relapse())
        .setTold(told.notices())
        .setToldAt(told.at())
        .setToldFailing(told.failing())
        .setChannels(told.channels());
  }

  private static StoredIncident.Builder past(StoredIncident.Builder builder, @Nullable Past past) {
    return past == null
        ? builder
        : builder.setOpenedAt(past.openedAt()).setQuietSince(past.resolvedAt());
  }

  private static Tally tally(StoredIncident stored) {
    return new Tally(
        new Cause(stored.getStage(), stored.getCauseClass(), stored.getSource()),
        stored.getFailing(),
        stored.getAffected(),
        stored.getSince(),
        stored.getExamples(),
        stored.getDetail());
  }

  private static Opening opening(StoredIncident stored) {
    return new Opening(stored.getOpenedAt(), stored.getRelapsed());
  }

  private static Told told(StoredIncident stored) {
    return new Told(
        stored.getTold(), stored.getToldAt(), stored.getToldFailing(), stored.getChannels());
  }

  private static @Nullable Past past(StoredIncident stored) {
    return stored.getOpenedAt() == null
        ? null
        : new Past(stored.getOpenedAt(), stored.getQuietSince());
  }
}
