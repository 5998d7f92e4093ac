package fr.mangatheque.continuity.processors.ledger;

import fr.mangatheque.continuity.schemas.state.StandingMoment;
import fr.mangatheque.continuity.schemas.state.StandingRecord;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Between an account and its record in the store. */
final class AccountCodec {
  private AccountCodec() {}

  static StandingRecord toRecord(Account account) {
    Contribution sum = account.sum();
    Account.Backfill backfill = account.backfill();
    return StandingRecord.newBuilder()
        .setObjects(sum.objects())
        .setBytes(sum.bytes())
        .setVersions(sum.versions())
        .setHeldBytes(sum.heldBytes())
        .setPending(sum.pending())
        .setPendingScans(sum.pendingScans())
        .setParked(sum.parked())
        .setFailing(sum.failing())
        .setAbsent(sum.absent())
        .setDoubted(sum.doubted())
        .setOldestPending(toRecord(account.oldestPending()))
        .setOldestFailing(account.oldestFailing())
        .setNewest(toRecord(account.newest()))
        .setBackfillScan(backfill == null ? null : backfill.scanId())
        .setBackfillStartedAt(backfill == null ? null : backfill.startedAt())
        .setBackfilledAt(backfill == null ? null : backfill.endedAt())
        .setPauseTold(account.pauseTold())
        .build();
  }

  static Account fromRecord(@Nullable StandingRecord record) {
    return record == null
        ? Account.EMPTY
        : new Account(
            new Contribution(
                record.getObjects(),
                record.getBytes(),
                record.getVersions(),
                record.getHeldBytes(),
                record.getPending(),
                record.getPendingScans(),
                record.getParked(),
                record.getFailing(),
                record.getAbsent(),
                record.getDoubted()),
            fromRecord(record.getOldestPending()),
            record.getOldestFailing(),
            fromRecord(record.getNewest()),
            backfill(record),
            record.getPauseTold());
  }

  private static Account.@Nullable Backfill backfill(StandingRecord record) {
    String scan = record.getBackfillScan();
    Instant startedAt = record.getBackfillStartedAt();
    return scan == null || startedAt == null
        ? null
        : new Account.Backfill(scan, startedAt, record.getBackfilledAt());
  }

  private static @Nullable StandingMoment toRecord(@Nullable Moment moment) {
    return moment == null ? null : new StandingMoment(moment.objectKey(), moment.at());
  }

  private static @Nullable Moment fromRecord(@Nullable StandingMoment record) {
    return record == null ? null : new Moment(record.getObjectKey(), record.getAt());
  }
}
