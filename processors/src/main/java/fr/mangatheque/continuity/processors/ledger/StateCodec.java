package fr.mangatheque.continuity.processors.ledger;

import fr.mangatheque.continuity.schemas.event.Announcement;
import fr.mangatheque.continuity.schemas.state.AskRecord;
import fr.mangatheque.continuity.schemas.state.FailingRecord;
import fr.mangatheque.continuity.schemas.state.ObjectStateRecord;
import fr.mangatheque.continuity.schemas.state.PhaseName;
import fr.mangatheque.continuity.storage.Sha256;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Between an object's state and its record in the store. */
final class StateCodec {
  private StateCodec() {}

  static ObjectStateRecord toRecord(ObjectState state) {
    KnownEntry greatest = state.greatest();
    ObjectStateRecord.Builder record =
        ObjectStateRecord.newBuilder()
            .setGreatest(greatest == null ? null : EntryCodec.toRecord(greatest))
            .setGreatestSince(state.since().greatest())
            .setPendingSince(state.since().pending())
            .setVersions(state.held().versions())
            .setHeldBytes(state.held().bytes())
            .setAnnounced(EventCodec.announcement(state.announced()))
            .setSize(state.size())
            .setAbsentSince(state.absence().since())
            .setKeptSince(state.absence().kept())
            .setFailing(state.failing() == null ? null : toRecord(state.failing()))
            .setDoubts(state.doubts().stream().map(StateCodec::toRecord).toList());
    return switch (state.phase()) {
      case Phase.Settled _ -> record.setPhase(PhaseName.SETTLED).build();
      case Phase.Waiting waiting ->
          record
              .setPhase(PhaseName.WAITING)
              .setAsk(toRecord(waiting.ask()))
              .setDue(waiting.since())
              .build();
      case Phase.Parked parked ->
          record
              .setPhase(PhaseName.PARKED)
              .setAsk(toRecord(parked.ask()))
              .setDue(parked.since())
              .build();
      case Phase.Requested requested ->
          record
              .setPhase(PhaseName.REQUESTED)
              .setAsk(toRecord(requested.ask()))
              .setRequestId(requested.requestId())
              .setDispatchedAt(requested.dispatchedAt())
              .setDue(requested.deadline())
              .setAgain(requested.again() == null ? null : toRecord(requested.again()))
              .build();
      case Phase.Backoff backoff ->
          record
              .setPhase(PhaseName.BACKOFF)
              .setAsk(toRecord(backoff.ask()))
              .setDue(backoff.until())
              .build();
      case Phase.Absent absent ->
          record.setPhase(PhaseName.ABSENT).setDue(absent.secondLook()).build();
    };
  }

  static ObjectState fromRecord(ObjectStateRecord record) {
    Announcement announced = record.getAnnounced();
    return new ObjectState(
        record.getGreatest() == null ? null : EntryCodec.fromRecord(record.getGreatest()),
        new Since(record.getGreatestSince(), record.getPendingSince()),
        new Held(record.getVersions(), record.getHeldBytes()),
        announced == null
            ? null
            : new Announced(new Sha256(announced.getSha256()), announced.getOccurredAt()),
        record.getSize(),
        new Absence(record.getAbsentSince(), record.getKeptSince()),
        record.getFailing() == null ? null : fromRecord(record.getFailing()),
        record.getDoubts().stream().map(StateCodec::fromRecord).toList(),
        phase(record));
  }

  private static Phase phase(ObjectStateRecord record) {
    return switch (record.getPhase()) {
      case SETTLED -> Phase.SETTLED;
      case WAITING -> new Phase.Waiting(ask(record.getAsk()), set(record.getDue()));
      case PARKED -> new Phase.Parked(ask(record.getAsk()), set(record.getDue()));
      case REQUESTED ->
          new Phase.Requested(
              set(record.getRequestId()),
              ask(record.getAsk()),
              set(record.getDispatchedAt()),
              set(record.getDue()),
              record.getAgain() == null ? null : ask(record.getAgain()));
      case BACKOFF -> new Phase.Backoff(ask(record.getAsk()), set(record.getDue()));
      case ABSENT -> new Phase.Absent(set(record.getDue()));
      case UNKNOWN ->
          throw new IllegalStateException("the ledger's store was written by a newer version");
    };
  }

  private static <T> T set(@Nullable T field) {
    return Objects.requireNonNull(field, "a field of the ledger's stored state is missing");
  }

  private static Ask ask(@Nullable AskRecord record) {
    AskRecord ask = set(record);
    return new Ask(
        ask.getTask(),
        ask.getReason(),
        ask.getAttempt(),
        ask.getSince(),
        ask.getExpected(),
        ask.getUnannounced());
  }

  private static AskRecord toRecord(Ask ask) {
    return new AskRecord(
        ask.task(), ask.reason(), ask.attempt(), ask.since(), ask.expected(), ask.unannounced());
  }

  private static Failing fromRecord(FailingRecord record) {
    return new Failing(record.getStage(), record.getCauseClass(), record.getSince());
  }

  private static FailingRecord toRecord(Failing failing) {
    return new FailingRecord(failing.stage(), failing.causeClass(), failing.since());
  }
}
