package fr.mangatheque.continuity.processors.scan;

import fr.mangatheque.continuity.schemas.CauseClass;
import fr.mangatheque.continuity.schemas.event.Cause;
import fr.mangatheque.continuity.schemas.event.JobPhase;
import fr.mangatheque.continuity.schemas.event.JobReport;
import fr.mangatheque.continuity.schemas.event.JobRequest;
import fr.mangatheque.continuity.schemas.event.OpenGroup;
import fr.mangatheque.continuity.schemas.event.ScanKind;
import fr.mangatheque.continuity.schemas.event.ScanOutcome;
import fr.mangatheque.continuity.schemas.event.ScanResult;
import fr.mangatheque.continuity.schemas.event.ScanSide;
import fr.mangatheque.continuity.schemas.state.ShardPhase;
import fr.mangatheque.continuity.schemas.state.StoredScan;
import fr.mangatheque.continuity.schemas.state.StoredScanHistory;
import fr.mangatheque.continuity.schemas.state.StoredShard;
import fr.mangatheque.continuity.schemas.state.StoredSide;
import fr.mangatheque.continuity.schemas.state.StoredSideHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One turn of a schedule's scans: from what is known and what came to what is known then and what
 * is told. The same for the same input; without clock, store or side effect. Used once.
 */
final class ScanTurn {
  /** Multipart uploads are dated at their start. */
  private static final Duration SLACK = Duration.ofDays(1);

  private final ScanPolicy policy;
  private final Instant now;
  private final StoredScanHistory.Builder history;
  private final List<Output> outputs = new ArrayList<>();
  private @Nullable StoredScan run;
  private boolean changed;

  ScanTurn(ScanPolicy policy, @Nullable StoredScan run, StoredScanHistory history, Instant now) {
    this.policy = policy;
    this.run = run;
    this.history = StoredScanHistory.newBuilder(history);
    this.now = now;
  }

  /** A run is to begin. */
  Step begin(JobRequest request, ScanKind kind) {
    StoredScan before = run;
    if (request.getRunId().equals(history.getLastRunId())
        || before != null && request.getRunId().equals(before.getRunId())) {
      return step();
    }
    changed = true;
    StoredScan begun = begun(request, kind);
    if (before == null) {
      report(begun, JobPhase.STARTED, "");
      startSide(begun, first(kind));
    } else {
      String why = "The one before is under way since " + before.getStartedAt();
      outputs.add(
          new Output.Report(
              ScanRecords.report(begun, now)
                  .setStartedAt(null)
                  .setPhase(JobPhase.SKIPPED)
                  .setDetail(why)
                  .build()));
    }
    return step();
  }

  /**
   * The first reconcile lists the backup, too: where the ledger was lost and the source restored,
   * all of it looks new, and would be copied once more.
   */
  private ScanSide first(ScanKind kind) {
    return kind == ScanKind.RECONCILE && history.getCompletedAt() != null
        ? ScanSide.SOURCE
        : ScanSide.BACKUP;
  }

  private StoredScan begun(JobRequest request, ScanKind kind) {
    Instant since = history.getWatermark() == null ? now.minus(SLACK) : history.getWatermark();
    return StoredScan.newBuilder()
        .setRunId(request.getRunId())
        .setSource(request.getSource())
        .setKind(kind)
        .setBackfill(kind == ScanKind.AUDIT && history.getCompletedAt() == null)
        .setStartedAt(now)
        .setWatermark(kind == ScanKind.RECONCILE ? since : null)
        .setSide(ScanSide.UNKNOWN)
        .setShards(List.of())
        .setSides(List.of())
        .setReportedAt(now)
        .build();
  }

  private void startSide(StoredScan scan, ScanSide side) {
    List<StoredShard> shards = new ArrayList<>();
    @Nullable String from = null;
    for (String cut : Sides.cuts(history.getSides(), side)) {
      shards.add(shard(from, cut));
      from = cut;
    }
    shards.add(shard(from, null));
    List<StoredSide> sides = new ArrayList<>(scan.getSides());
    sides.add(Sides.none(side));
    run =
        StoredScan.newBuilder(scan)
            .setSide(side)
            .setShards(shards)
            .setStride(1)
            .setSides(sides)
            .setEdges(List.of())
            .build();
    dispatch();
  }

  private static StoredShard shard(@Nullable String from, @Nullable String until) {
    return StoredShard.newBuilder()
        .setFrom(from)
        .setUntil(until)
        .setAfter(from)
        .setPhase(ShardPhase.WAITING)
        .build();
  }

  /** Asks for slices while there is room. */
  private void dispatch() {
    StoredScan scan = running();
    List<StoredShard> shards = new ArrayList<>(scan.getShards());
    long underWay = shards.stream().filter(it -> it.getPhase() == ShardPhase.REQUESTED).count();
    for (int i = 0; i < shards.size() && underWay < policy.window(); i++) {
      if (shards.get(i).getPhase() == ShardPhase.WAITING) {
        Instant deadline = now.plus(policy.deadline());
        StoredShard asked =
            StoredShard.newBuilder(shards.get(i))
                .setPhase(ShardPhase.REQUESTED)
                .setDue(deadline)
                .build();
        shards.set(i, asked);
        outputs.add(
            new Output.Slice(ScanRecords.request(scan, i, asked, policy.pages(), now, deadline)));
        underWay++;
      }
    }
    run = StoredScan.newBuilder(scan).setShards(shards).build();
  }

  /** A worker answered. What no slice under way waits for changes nothing. */
  Step answered(ScanResult result) {
    StoredScan scan = run;
    if (scan == null
        || !scan.getRunId().equals(result.getScanId())
        || scan.getSide() != result.getSide()
        || result.getShard() < 0
        || result.getShard() >= scan.getShards().size()) {
      return step();
    }
    StoredShard shard = scan.getShards().get(result.getShard());
    if (shard.getPhase() == ShardPhase.DONE || shard.getSlice() != result.getSlice()) {
      return step();
    }
    switch (result.getOutcome()) {
      case MORE, DONE -> listed(scan, shard, result);
      case FAILED -> {
        // an attempt that was given up may fail as it likes
        if (shard.getPhase() == ShardPhase.REQUESTED && shard.getAttempt() == result.getAttempt()) {
          failed(scan, result.getShard(), cause(result.getCause()), detail(result.getCause()));
        }
      }
      case UNKNOWN -> {}
    }
    return step();
  }

  private static CauseClass cause(@Nullable Cause cause) {
    return cause == null ? CauseClass.INTERNAL : Causes.classOf(cause.getCauseClass());
  }

  private static String detail(@Nullable Cause cause) {
    return cause == null ? "the worker did not say why" : cause.getDetail();
  }

  private void listed(StoredScan scan, StoredShard shard, ScanResult result) {
    changed = true;
    boolean more = result.getOutcome() == ScanOutcome.MORE;
    StoredShard.Builder after = StoredShard.newBuilder(shard).setFailingSince(null);
    if (more) {
      after
          .setPhase(ShardPhase.WAITING)
          .setSlice(shard.getSlice() + 1)
          .setAttempt(1)
          .setAfter(result.getNext())
          .setOpen(result.getOpen())
          .setDue(null);
    } else {
      after.setPhase(ShardPhase.DONE).setOpen(List.of()).setDue(null);
    }
    StoredScan.Builder taken = StoredScan.newBuilder(scan);
    taken.setShards(replaced(scan.getShards(), result.getShard(), after.build()));
    Samples.add(taken, result.getShard(), result.getSamples());
    List<StoredSide> sides = new ArrayList<>(scan.getSides());
    sides.addLast(Sides.plus(sides.removeLast(), result));
    taken.setSides(sides);
    if (!more) {
      List<OpenGroup> edges = new ArrayList<>(scan.getEdges());
      edges.addAll(result.getOpen());
      taken.setEdges(Edges.merged(edges));
    }
    if (scan.getSide() == ScanSide.SOURCE) {
      taken.setServerDate(earlier(scan.getServerDate(), result.getServerDate()));
    }
    run = taken.build();
    healed();
    if (running().getShards().stream().allMatch(it -> it.getPhase() == ShardPhase.DONE)) {
      endSide();
    } else {
      dispatch();
      progress();
    }
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    return one == null || other != null && other.isBefore(one) ? other : one;
  }

  /** Once no slice fails any more, what was raised on the way is over. */
  private void healed() {
    StoredScan scan = running();
    if (scan.getRaised().isEmpty()
        || scan.getShards().stream().anyMatch(it -> it.getFailingSince() != null)) {
      return;
    }
    scan.getRaised().forEach(cause -> clear(scan, cause));
    run = StoredScan.newBuilder(scan).setRaised(List.of()).build();
  }

  private void clear(StoredScan scan, String cause) {
    outputs.add(new Output.Failure(ScanRecords.cleared(scan, cause, now)));
    history.setRaised(history.getRaised().stream().filter(it -> !it.equals(cause)).toList());
  }

  private void failed(StoredScan scan, int number, CauseClass cause, String detail) {
    changed = true;
    StoredShard shard = scan.getShards().get(number);
    Instant since = shard.getFailingSince() == null ? now : shard.getFailingSince();
    if (Causes.isPermanent(cause)) {
      fail(scan, cause, since, detail);
    } else if (!now.isBefore(since.plus(policy.giveUpAfter()))) {
      fail(scan, cause, since, "No slice of it came to an end since " + since + ": " + detail);
    } else {
      retry(scan, number, shard, cause, since, detail);
    }
  }

  private void retry(
      StoredScan scan,
      int number,
      StoredShard shard,
      CauseClass cause,
      Instant since,
      String detail) {
    // one that was not answered has waited already
    boolean atOnce = cause == CauseClass.NO_ANSWER;
    StoredShard.Builder waiting =
        StoredShard.newBuilder(shard)
            .setFailingSince(since)
            .setAttempt(shard.getAttempt() + 1)
            .setPhase(atOnce ? ShardPhase.WAITING : ShardPhase.BACKOFF)
            .setDue(atOnce ? null : now.plus(policy.backoff(shard.getAttempt())));
    outputs.add(
        new Output.Failure(
            ScanRecords.raised(scan, cause, false, shard.getAttempt(), since, now, detail)));
    run =
        StoredScan.newBuilder(scan)
            .setShards(replaced(scan.getShards(), number, waiting.build()))
            .setRaised(with(scan.getRaised(), cause.name()))
            .build();
    dispatch();
  }

  /** Time has passed. */
  Step due() {
    for (int i = 0; run != null && i < running().getShards().size(); i++) {
      StoredShard shard = running().getShards().get(i);
      if (isDue(shard)) {
        changed = true;
        if (shard.getPhase() == ShardPhase.REQUESTED) {
          failed(
              running(),
              i,
              CauseClass.NO_ANSWER,
              "Slice " + shard.getSlice() + " of shard " + i + " had no result by its deadline");
        } else {
          StoredShard turn =
              StoredShard.newBuilder(shard).setPhase(ShardPhase.WAITING).setDue(null).build();
          run =
              StoredScan.newBuilder(running())
                  .setShards(replaced(running().getShards(), i, turn))
                  .build();
          dispatch();
        }
      }
    }
    return step();
  }

  private boolean isDue(StoredShard shard) {
    Instant due = shard.getDue();
    return due != null && (!now.isBefore(due) || due.isAfter(now.plus(policy.horizon())));
  }

  /** The source is no longer configured. */
  Step abandon() {
    changed = true;
    StoredScan scan = running();
    report(scan, JobPhase.FAILED, "The source is no longer configured");
    history.setLastRunId(scan.getRunId());
    run = null;
    return step();
  }

  private void endSide() {
    StoredScan scan = running();
    StoredSide side = Sides.of(scan.getSides(), scan.getSide());
    long expected =
        scan.getKind() == ScanKind.AUDIT && scan.getSide() == ScanSide.SOURCE
            ? Sides.of(scan.getSides(), ScanSide.BACKUP).getLive()
            : Sides.before(history.getSides(), scan.getSide());
    if (side.getListed() == 0 && expected > 0) {
      fail(scan, CauseClass.LISTING_IMPLAUSIBLE, now, ScanWords.implausible(scan, expected));
      return;
    }
    history.setSides(
        Sides.with(
            history.getSides(),
            StoredSideHistory.newBuilder()
                .setSide(scan.getSide())
                .setListed(side.getListed())
                .setCuts(Samples.cuts(side.getListed(), scan.getShards()))
                .build()));
    StoredScan told = tellEdges(scan);
    boolean both = told.getKind() == ScanKind.AUDIT || told.getKind() == ScanKind.RECONCILE;
    if (both && told.getSide() == ScanSide.BACKUP) {
      startSide(told, ScanSide.SOURCE);
      progress();
    } else {
      succeed(told);
    }
  }

  private StoredScan tellEdges(StoredScan scan) {
    List<StoredSide> sides = new ArrayList<>(scan.getSides());
    StoredSide.Builder side = StoredSide.newBuilder(sides.removeLast());
    for (OpenGroup edge : scan.getEdges()) {
      outputs.add(new Output.Proof(ScanRecords.proof(scan, edge, now)));
      side.setHinted(side.getHinted() + 1);
      if (Groups.isLive(edge)) {
        side.setLive(side.getLive() + 1);
      }
    }
    sides.addLast(side.build());
    return StoredScan.newBuilder(scan).setSides(sides).setEdges(List.of()).build();
  }

  private void succeed(StoredScan scan) {
    switch (scan.getKind()) {
      case RECONCILE -> {
        Instant began = scan.getServerDate() == null ? scan.getStartedAt() : scan.getServerDate();
        history.setWatermark(began.minus(SLACK));
      }
      case AUDIT -> {
        outputs.add(new Output.Ended(ScanRecords.ended(scan, now)));
        outputs.add(new Output.Audited(ScanRecords.audited(scan, now)));
      }
      case REBUILD, UNKNOWN -> {}
    }
    List<String> over = new ArrayList<>(history.getRaised());
    over.addAll(scan.getRaised());
    over.stream().distinct().forEach(cause -> clear(scan, cause));
    tellUnusable(scan);
    report(scan, JobPhase.SUCCEEDED, ScanWords.succeeded(scan));
    history.setLastRunId(scan.getRunId()).setCompletedAt(now);
    run = null;
  }

  private void tellUnusable(StoredScan scan) {
    long unusable = Sides.sum(scan.getSides(), StoredSide::getUnusable);
    if (unusable == 0) {
      return;
    }
    String example =
        scan.getSides().stream()
            .map(StoredSide::getUnusableExample)
            .filter(it -> it != null)
            .findFirst()
            .orElse("one without a name");
    outputs.add(
        new Output.Failure(
            ScanRecords.raised(
                scan,
                CauseClass.PROTOCOL,
                true,
                1,
                now,
                now,
                ScanWords.unusable(scan, unusable, example))));
    history.setRaised(with(history.getRaised(), CauseClass.PROTOCOL.name()));
  }

  /** It ends without a result; the next due run begins anew. */
  private void fail(StoredScan scan, CauseClass cause, Instant since, String detail) {
    String words = "Listing the " + ScanWords.bucket(scan.getSide()) + " failed. " + detail;
    outputs.add(new Output.Failure(ScanRecords.raised(scan, cause, true, 1, since, now, words)));
    outputs.add(
        new Output.Report(
            counted(scan)
                .setPhase(JobPhase.FAILED)
                .setCauseClass(cause.name())
                .setDetail(words)
                .build()));
    List<String> raised = new ArrayList<>(with(history.getRaised(), cause.name()));
    scan.getRaised().stream().filter(it -> !raised.contains(it)).forEach(raised::add);
    history.setRaised(raised).setLastRunId(scan.getRunId());
    run = null;
  }

  private void progress() {
    StoredScan scan = running();
    if (!now.isBefore(scan.getReportedAt().plus(policy.reportEvery()))) {
      report(scan, JobPhase.PROGRESS, "");
      run = StoredScan.newBuilder(scan).setReportedAt(now).build();
    }
  }

  private void report(StoredScan scan, JobPhase phase, String detail) {
    outputs.add(new Output.Report(counted(scan).setPhase(phase).setDetail(detail).build()));
  }

  private JobReport.Builder counted(StoredScan scan) {
    JobReport.Builder report = ScanRecords.report(scan, now);
    if (scan.getSides().isEmpty()) {
      return report;
    }
    long done = Sides.sum(scan.getSides(), StoredSide::getListed);
    long total =
        switch (scan.getKind()) {
          case RECONCILE -> Sides.before(history.getSides(), ScanSide.SOURCE);
          case REBUILD -> Sides.before(history.getSides(), ScanSide.BACKUP);
          case AUDIT ->
              Sides.before(history.getSides(), ScanSide.SOURCE)
                  + Sides.before(history.getSides(), ScanSide.BACKUP);
          case UNKNOWN -> 0;
        };
    return report
        .setDone(done)
        .setTotal(history.getCompletedAt() == null ? null : Long.valueOf(Math.max(done, total)))
        .setFigures(ScanWords.figures(scan));
  }

  private StoredScan running() {
    StoredScan scan = run;
    if (scan == null) {
      throw new IllegalStateException("there is no scan under way");
    }
    return scan;
  }

  private static List<StoredShard> replaced(List<StoredShard> all, int index, StoredShard shard) {
    List<StoredShard> shards = new ArrayList<>(all);
    shards.set(index, shard);
    return shards;
  }

  private static List<String> with(List<String> causes, String cause) {
    List<String> all = new ArrayList<>(causes);
    if (!all.contains(cause)) {
      all.add(cause);
    }
    return all;
  }

  private Step step() {
    return new Step(changed, run, history.build(), outputs);
  }
}
