package fr.mangatheque.continuity.processors.guard;

import fr.mangatheque.continuity.schemas.state.GuardPhaseName;
import fr.mangatheque.continuity.schemas.state.GuardRecord;
import fr.mangatheque.continuity.schemas.state.PendingDeletionRecord;
import fr.mangatheque.continuity.schemas.state.SweepName;
import fr.mangatheque.continuity.schemas.state.SweepRecord;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Between what the guard knows and its records in the stores. */
final class GuardRecords {
  private GuardRecords() {}

  static GuardRecord toRecord(GuardState state) {
    GuardRecord.Builder record =
        GuardRecord.newBuilder()
            .setAudited(state.audited())
            .setPending(state.pending())
            .setBytes(state.bytes())
            .setSequence(state.sequence())
            .setLetThroughSince(state.letThrough().since())
            .setLetThrough(state.letThrough().current())
            .setLetThroughBefore(state.letThrough().before())
            .setSweep(state.sweep() == null ? null : toRecord(state.sweep()))
            .setAuditedSince(state.auditedSince());
    return switch (state.phase()) {
      case Phase.Armed _ -> record.setPhase(GuardPhaseName.ARMED).build();
      case Phase.Tripped(Phase.Case open) ->
          about(record, open).setPhase(GuardPhaseName.TRIPPED).build();
      case Phase.Decided decided ->
          about(record, decided.closed())
              .setPhase(GuardPhaseName.DECIDED)
              .setApproved(decided.approved())
              .setBy(decided.by())
              .setDecidedAt(decided.at())
              .build();
    };
  }

  private static GuardRecord.Builder about(GuardRecord.Builder record, Phase.Case known) {
    return record
        .setCaseId(known.id())
        .setCaseSince(known.since())
        .setTold(known.told())
        .setRaised(known.raised());
  }

  static GuardState fromRecord(GuardRecord record) {
    return new GuardState(
        phase(record),
        record.getAudited(),
        record.getPending(),
        record.getBytes(),
        record.getSequence(),
        new LetThrough(
            set(record.getLetThroughSince()), record.getLetThrough(), record.getLetThroughBefore()),
        record.getSweep() == null ? null : fromRecord(record.getSweep()),
        record.getAuditedSince());
  }

  private static Phase phase(GuardRecord record) {
    return switch (record.getPhase()) {
      case ARMED -> Phase.ARMED;
      case TRIPPED -> new Phase.Tripped(known(record));
      case DECIDED ->
          new Phase.Decided(
              known(record), record.getApproved(), record.getBy(), set(record.getDecidedAt()));
      case UNKNOWN -> throw newer();
    };
  }

  private static Phase.Case known(GuardRecord record) {
    return new Phase.Case(
        set(record.getCaseId()), set(record.getCaseSince()), record.getTold(), record.getRaised());
  }

  private static SweepRecord toRecord(Sweep sweep) {
    SweepName name =
        switch (sweep.kind()) {
          case RELEASE -> SweepName.RELEASE;
          case APPROVE -> SweepName.APPROVE;
          case REJECT -> SweepName.REJECT;
        };
    return new SweepRecord(name, sweep.upTo(), sweep.cursor(), sweep.by(), sweep.at());
  }

  private static Sweep fromRecord(SweepRecord record) {
    Sweep.Kind kind =
        switch (record.getName()) {
          case RELEASE -> Sweep.Kind.RELEASE;
          case APPROVE -> Sweep.Kind.APPROVE;
          case REJECT -> Sweep.Kind.REJECT;
          case UNKNOWN -> throw newer();
        };
    return new Sweep(kind, record.getUpTo(), record.getCursor(), record.getBy(), record.getAt());
  }

  static PendingDeletionRecord toRecord(PendingDeletion entry) {
    return new PendingDeletionRecord(
        entry.absentSince(), entry.size(), entry.sequence(), entry.due(), entry.granted());
  }

  static PendingDeletion fromRecord(PendingDeletionRecord record) {
    return new PendingDeletion(
        record.getAbsentSince(),
        record.getSize(),
        record.getSequence(),
        record.getDue(),
        record.getGranted());
  }

  private static <T> T set(@Nullable T field) {
    return Objects.requireNonNull(field, "a field of the guard's stored state is missing");
  }

  private static IllegalStateException newer() {
    return new IllegalStateException("the guard's store was written by a newer version");
  }
}
