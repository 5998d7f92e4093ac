package fr.mangatheque.continuity.processors.ledger;

import static fr.mangatheque.continuity.processors.ledger.Examples.NOW;
import static fr.mangatheque.continuity.processors.ledger.Examples.OTHER_HASH;
import static fr.mangatheque.continuity.processors.ledger.Examples.SIZE;
import static fr.mangatheque.continuity.processors.ledger.Examples.TAG;
import static fr.mangatheque.continuity.processors.ledger.Examples.copied;
import static fr.mangatheque.continuity.processors.ledger.Examples.created;
import static fr.mangatheque.continuity.processors.ledger.Examples.failed;
import static fr.mangatheque.continuity.processors.ledger.Examples.gone;
import static fr.mangatheque.continuity.processors.ledger.Examples.isProtected;
import static fr.mangatheque.continuity.processors.ledger.Examples.markerAfter;
import static fr.mangatheque.continuity.processors.ledger.Examples.observed;
import static fr.mangatheque.continuity.processors.ledger.Examples.removed;
import static fr.mangatheque.continuity.processors.ledger.Examples.unchanged;
import static fr.mangatheque.continuity.processors.ledger.Examples.version;
import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.schemas.event.CopyTask;
import fr.mangatheque.continuity.schemas.event.RequestReason;
import fr.mangatheque.continuity.schemas.event.Stage;
import fr.mangatheque.continuity.storage.ETag;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LedgerStepTest {
  private static final LedgerPolicy POLICY = LedgerPolicy.DEFAULT;
  private final LedgerStep ledger = new LedgerStep(POLICY);

  private Step step(ObjectState state, Input input, Instant now) {
    return ledger.step(state, input, now, 0);
  }

  private ObjectState after(ObjectState state, Input... inputs) {
    ObjectState now = state;
    for (Input input : inputs) {
      Step step = step(now, input, NOW);
      now = step.state() == null ? ObjectState.NEW : step.state();
    }
    return now;
  }

  private ObjectState requested(ObjectState state, Input.Hint hint) {
    return after(state, hint, new Input.Slot("r1"));
  }

  @Test
  void aNewKeyIsAskedFor() {
    Step step = step(after(ObjectState.NEW, created()), new Input.Slot("r1"), NOW);

    assertThat(step.outputs())
        .singleElement()
        .isInstanceOfSatisfying(
            Output.Request.class,
            request -> {
              assertThat(request.phase().ask().task()).isEqualTo(CopyTask.COPY);
              assertThat(request.phase().ask().reason()).isEqualTo(RequestReason.EVENT);
              assertThat(request.phase().deadline()).isAfter(NOW);
              assertThat(request.size()).isEqualTo(SIZE);
            });
  }

  @Test
  void whatIsProtectedCostsNothing() {
    ObjectState state = isProtected();

    assertThat(after(state, created())).isSameAs(state);
    assertThat(after(state, observed(TAG, NOW))).isSameAs(state);
    assertThat(after(state, created(TAG, null, null, NOW.minusSeconds(3600)))).isSameAs(state);
    assertThat(after(state, created(null, SIZE, Examples.HASH, NOW))).isSameAs(state);
  }

  @Test
  void anEventThatSaysNothingOfTheContentIsLookedAfter() {
    assertThat(after(isProtected(), created(null, SIZE, null, NOW)).phase())
        .isInstanceOf(Phase.Waiting.class);
  }

  @Test
  void theSameContentAtALaterTimeHasItsHeadersCompared() {
    ObjectState state = after(isProtected(), observed(TAG, NOW.plusSeconds(1)));

    assertThat(state.phase())
        .isInstanceOfSatisfying(
            Phase.Waiting.class,
            w -> assertThat(w.ask().task()).isEqualTo(CopyTask.COMPARE_HEADERS));
  }

  @Test
  void headersOnceComparedAreNotComparedAgain() {
    Instant later = NOW.plusSeconds(60);
    ObjectState state = requested(isProtected(), observed(TAG, later));

    ObjectState settled = after(state, unchanged("r1", version(), later));

    assertThat(after(settled, observed(TAG, later))).isSameAs(settled);
  }

  @Test
  void anotherAnnouncedHashUnderTheSameTagIsLookedAfter() {
    ObjectState state = after(isProtected(), created(TAG, SIZE, OTHER_HASH, NOW));

    assertThat(state.phase()).isInstanceOf(Phase.Waiting.class);
    assertThat(state.announced()).isEqualTo(new Announced(OTHER_HASH, NOW));
  }

  @Test
  void anOlderAnnouncementDoesNotReplaceANewerOne() {
    ObjectState state =
        after(
            ObjectState.NEW,
            created(null, null, Examples.HASH, NOW),
            created(null, null, OTHER_HASH, NOW.minusSeconds(1)));

    assertThat(state.announced()).isEqualTo(new Announced(Examples.HASH, NOW));
  }

  @Test
  void aHintDuringACopyMarksTheObjectToBeLookedAtAgain() {
    ObjectState state = after(requested(ObjectState.NEW, created()), created());

    assertThat(after(state, copied("r1", version())).phase()).isInstanceOf(Phase.Waiting.class);
  }

  @Test
  void anEventGoesBeforeARetryAndARetryBeforeAScan() {
    Ask event = Ask.first(CopyTask.COPY, RequestReason.EVENT, NOW, true);
    Ask scan = Ask.first(CopyTask.COPY, RequestReason.SCAN, NOW, false);

    assertThat(event.rank()).isLessThan(scan.retry().rank());
    assertThat(scan.retry().rank()).isLessThan(scan.rank());
    assertThat(scan.join(event).rank()).isEqualTo(event.rank());
  }

  @Test
  void aRequestWithoutAnAnswerIsAskedAgainAfterItsDeadline() {
    ObjectState state = requested(ObjectState.NEW, created());
    Instant deadline = state.phase().due().orElseThrow();

    assertThat(step(state, new Input.Due(), deadline.minusMillis(1)).state()).isEqualTo(state);
    Step late = step(state, new Input.Due(), deadline);

    assertThat(late.state().phase())
        .isInstanceOfSatisfying(
            Phase.Waiting.class, w -> assertThat(w.ask().attempt()).isEqualTo(2));
    assertThat(late.outputs())
        .singleElement()
        .isInstanceOfSatisfying(
            Output.Raise.class,
            raise -> assertThat(raise.failing().causeClass()).isEqualTo("NO_ANSWER"));
  }

  @Test
  void failuresAreRetriedEverLaterAndForEver() {
    ObjectState state = requested(ObjectState.NEW, created());
    Instant now = NOW;
    Duration last = Duration.ZERO;
    for (int attempt = 1; attempt <= 40; attempt++) {
      String id = ((Phase.Requested) state.phase()).requestId();
      state = step(state, failed(id, Stage.BACKUP, "UNREACHABLE", false), now).state();
      Instant due = state.phase().due().orElseThrow();
      last = Duration.between(now, due);
      now = due;
      state = step(state, new Input.Due(), now).state();
      state = step(state, new Input.Slot("r" + attempt), now).state();
    }

    assertThat(last).isBetween(Duration.ofMinutes(12), Duration.ofMinutes(18));
    assertThat(state.failing().since()).isEqualTo(NOW);
  }

  @Test
  void aPermanentFailureIsTriedHourlyAndAtANewHint() {
    ObjectState state =
        after(
            requested(ObjectState.NEW, created()),
            failed("r1", Stage.BACKUP, "ACCESS_DENIED", true));

    assertThat(Duration.between(NOW, state.phase().due().orElseThrow()))
        .isBetween(Duration.ofMinutes(48), Duration.ofMinutes(72));
    assertThat(after(state, created()).phase()).isInstanceOf(Phase.Waiting.class);
  }

  @Test
  void aFailureIsClearedByTheNextGoodAnswer() {
    ObjectState failing =
        after(
            requested(ObjectState.NEW, created()),
            failed("r1", Stage.BACKUP, "UNREACHABLE", false),
            created(),
            new Input.Slot("r2"));

    Step step = step(failing, copied("r2", version()), NOW);

    assertThat(step.outputs())
        .singleElement()
        .isInstanceOfSatisfying(
            Output.Clear.class, c -> assertThat(c.causeClass()).isEqualTo("UNREACHABLE"));
    assertThat(step.state().failing()).isNull();
  }

  @Test
  void anotherCauseClearsTheOneBefore() {
    ObjectState failing =
        after(
            requested(ObjectState.NEW, created()),
            failed("r1", Stage.BACKUP, "UNREACHABLE", false),
            created(),
            new Input.Slot("r2"));

    Step step = step(failing, failed("r2", Stage.ORIGIN, "ACCESS_DENIED", true), NOW);

    assertThat(step.outputs()).hasExactlyElementsOfTypes(Output.Clear.class, Output.Raise.class);
  }

  @Test
  void aDueTimeBeyondEveryHorizonIsDueNowBecauseTheClockWentBack() {
    ObjectState state =
        after(
            requested(ObjectState.NEW, created()),
            failed("r1", Stage.BACKUP, "UNREACHABLE", false));

    Step step = step(state, new Input.Due(), NOW.minus(Duration.ofDays(1)));

    assertThat(step.state().phase()).isInstanceOf(Phase.Waiting.class);
  }

  @Test
  void anAbsenceIsAskedForASecondTimeOneWindowLater() {
    Step first = step(requested(isProtected(), removed()), gone("r1", version()), NOW);
    ObjectState state = first.state();
    Instant over = NOW.plus(POLICY.guardWindow());

    assertThat(state.phase()).isEqualTo(new Phase.Absent(over));
    assertThat(first.outputs()).containsExactly(deletion(Output.Deletion.Kind.PENDING));
    assertThat(step(state, granted(), over.minusMillis(1)).state()).isEqualTo(state);
    Step due = step(state, new Input.Due(), over);
    assertThat(due.outputs()).containsExactly(deletion(Output.Deletion.Kind.DUE));
    assertThat(step(due.state(), granted(), over).state().phase())
        .isInstanceOfSatisfying(
            Phase.Waiting.class,
            w -> assertThat(w.ask().task()).isEqualTo(CopyTask.CONFIRM_ABSENCE));
  }

  private static Output deletion(Output.Deletion.Kind kind) {
    return new Output.Deletion(kind, NOW, SIZE);
  }

  private static Input granted() {
    return new Input.Decision(Input.Decision.Verdict.GRANTED, NOW, NOW);
  }

  private static Input rejected() {
    return new Input.Decision(Input.Decision.Verdict.REJECTED, NOW, NOW);
  }

  private ObjectState absent() {
    return after(requested(isProtected(), removed()), gone("r1", version()));
  }

  @Test
  void aGuardThatDoesNotAnswerIsAskedAgainAndNothingElseHappens() {
    Instant over = NOW.plus(POLICY.guardWindow());
    ObjectState asked = step(absent(), new Input.Due(), over).state();
    Instant later = over.plus(DeletionRules.ASK_AGAIN);

    assertThat(step(asked, new Input.Due(), later.minusMillis(1)).outputs()).isEmpty();
    assertThat(step(asked, new Input.Due(), later).outputs())
        .containsExactly(deletion(Output.Deletion.Kind.DUE));
  }

  @Test
  void aDecisionAboutAnotherAbsenceIsPassedOver() {
    Instant over = NOW.plus(POLICY.guardWindow());
    Input other = new Input.Decision(Input.Decision.Verdict.GRANTED, NOW.minusSeconds(1), over);

    assertThat(step(absent(), other, over).state()).isEqualTo(absent());
  }

  @Test
  void whatIsThereAgainIsWithdrawn() {
    ObjectState state = after(absent(), created(), new Input.Slot("r2"));

    Step back = step(state, unchanged("r2", version(), NOW), NOW);

    assertThat(back.outputs()).containsExactly(deletion(Output.Deletion.Kind.WITHDRAWN));
    assertThat(back.state().phase()).isEqualTo(Phase.SETTLED);
  }

  @Test
  void aMarkerWithdrawsWhatWasPending() {
    Instant over = NOW.plus(POLICY.guardWindow());
    ObjectState asked = step(absent(), granted(), over).state();
    ObjectState second = step(asked, new Input.Slot("r2"), over).state();

    assertThat(step(second, gone("r2", markerAfter(version())), over).outputs())
        .containsExactly(deletion(Output.Deletion.Kind.WITHDRAWN));
  }

  @Test
  void anotherGreatestEntryWithdrawsWhatWasPendingAndBeginsAnew() {
    KnownEntry late = version(OTHER_HASH, new ETag("tag-b"), NOW.plusSeconds(1));
    Instant over = NOW.plus(POLICY.guardWindow());

    Step other = step(absent(), copied("long-ago", late), NOW);
    Step anew = step(other.state(), new Input.Due(), over);

    assertThat(other.outputs()).containsExactly(deletion(Output.Deletion.Kind.WITHDRAWN));
    assertThat(anew.state().phase()).isEqualTo(new Phase.Absent(over.plus(POLICY.guardWindow())));
    assertThat(anew.outputs())
        .containsExactly(new Output.Deletion(Output.Deletion.Kind.PENDING, over, SIZE));
  }

  @Test
  void aMarkerOfAWorkerThoughtDeadEndsTheWait() {
    ObjectState marked = after(absent(), gone("long-ago", markerAfter(version())));

    Step step = step(marked, new Input.Due(), NOW.plus(POLICY.guardWindow()));

    assertThat(step.state().phase()).isEqualTo(Phase.SETTLED);
    assertThat(step.outputs()).isEmpty();
  }

  @Test
  void aRejectedDeletionStaysAliveUntilANewHint() {
    Step step = step(absent(), rejected(), NOW);
    ObjectState kept = step.state();

    assertThat(step.outputs()).containsExactly(deletion(Output.Deletion.Kind.WITHDRAWN));
    assertThat(kept.phase()).isEqualTo(Phase.SETTLED);
    assertThat(kept.live()).isTrue();
    assertThat(kept.kept()).isTrue();
    for (Input hint : List.of(removed(), created(), observed(TAG, NOW))) {
      ObjectState again = after(kept, hint);
      assertThat(again.kept()).isFalse();
      assertThat(again.phase()).isInstanceOf(Phase.Waiting.class);
    }
  }

  @Test
  void whatWasRejectedWhileItWasLookedAtIsKept() {
    ObjectState looked = after(absent(), created(), new Input.Slot("r2"), rejected());

    Step step = step(looked, gone("r2", version()), NOW.plus(POLICY.patience()));

    assertThat(step.state().phase()).isEqualTo(Phase.SETTLED);
    assertThat(step.state().kept()).isTrue();
    assertThat(step.outputs()).isEmpty();
  }

  @Test
  void theAbsenceOfACanaryIsNoDeletion() {
    Input.Result gone =
        new Input.Result("r1", new Input.Outcome.Gone(false), version(), List.of(), null);

    Step step = step(requested(isProtected(), removed()), gone, NOW);

    assertThat(step.state().phase()).isEqualTo(Phase.SETTLED);
    assertThat(step.state().live()).isTrue();
    assertThat(step.outputs()).isEmpty();
  }

  @Test
  void anAbsenceOfARetiredSourceIsWithdrawn() {
    assertThat(LedgerStep.retire(absent()).outputs())
        .containsExactly(deletion(Output.Deletion.Kind.WITHDRAWN));
  }

  @Test
  void aConfirmedAbsenceSettlesWithTheMarker() {
    KnownEntry marker = markerAfter(version());
    ObjectState state = after(requested(isProtected(), removed()), gone("r1", marker));

    assertThat(state.phase()).isEqualTo(Phase.SETTLED);
    assertThat(state.greatest()).isEqualTo(marker);
    assertThat(after(state, removed())).isSameAs(state);
  }

  @Test
  void anAnnouncedObjectThatIsNotThereYetIsWaitedForThenForgotten() {
    ObjectState state = requested(ObjectState.NEW, created());

    Step early = step(state, gone("r1", null), NOW);
    Step late = step(state, gone("r1", null), NOW.plus(POLICY.patience()));

    assertThat(early.state().phase()).isInstanceOf(Phase.Backoff.class);
    assertThat(early.outputs()).isEmpty();
    assertThat(late.state()).isNull();
    assertThat(late.outputs()).isEmpty();
  }

  @Test
  void anUploadAfterADeletionThatIsNotThereYetIsWaitedFor() {
    ObjectState deleted = ObjectState.NEW.withGreatest(markerAfter(version()));
    ObjectState state = requested(deleted, created());

    Step early = step(state, gone("r1", deleted.greatest()), NOW);
    Step late = step(state, gone("r1", deleted.greatest()), NOW.plus(POLICY.patience()));

    assertThat(early.state().phase()).isInstanceOf(Phase.Backoff.class);
    assertThat(late.state().phase()).isEqualTo(Phase.SETTLED);
    assertThat(late.state().greatest()).isEqualTo(deleted.greatest());
  }

  @Test
  void aSecondLookThatCouldNotConfirmBeginsTheWindowAnew() {
    Instant later = NOW.plus(POLICY.guardWindow());
    ObjectState asked =
        step(step(absent(), granted(), later).state(), new Input.Slot("r2"), later).state();

    Step unmarked = step(asked, gone("r2", version()), later);

    assertThat(unmarked.state().phase())
        .isEqualTo(new Phase.Absent(later.plus(POLICY.guardWindow())));
    assertThat(unmarked.outputs())
        .containsExactly(new Output.Deletion(Output.Deletion.Kind.PENDING, later, SIZE));
  }

  @Test
  void aClockThatWentBackWhileTheGuardIsSilentBeginsTheWindowAnew() {
    ObjectState asked = step(absent(), new Input.Due(), NOW.plus(POLICY.guardWindow())).state();
    Instant back = NOW.minus(Duration.ofHours(1));

    Step step = step(asked, new Input.Due(), back);

    assertThat(step.state().phase()).isEqualTo(new Phase.Absent(back.plus(POLICY.guardWindow())));
    assertThat(step.outputs())
        .containsExactly(new Output.Deletion(Output.Deletion.Kind.PENDING, back, SIZE));
  }

  @Test
  void aClockThatWentBackMakesNoSecondLookComeEarly() {
    Instant back = NOW.minus(Duration.ofHours(1));

    Step step = step(absent(), new Input.Due(), back);

    assertThat(step.state().phase()).isEqualTo(new Phase.Absent(back.plus(POLICY.guardWindow())));
  }

  @Test
  void anAnnouncementFromTheFutureDoesNotStandAgainstLaterOnes() {
    ObjectState state =
        after(
            ObjectState.NEW,
            created(null, null, OTHER_HASH, NOW.plus(Duration.ofDays(900))),
            created(null, null, Examples.HASH, NOW));

    assertThat(state.announced()).isEqualTo(new Announced(Examples.HASH, NOW));
  }

  @Test
  void whatWasFoundBesideAnAbsenceIsTold() {
    Input.Problem wrong = new Input.Problem(Stage.VERIFICATION, "WRONG_IN_BACKUP", "other bytes");
    Input.Result result =
        new Input.Result("r1", new Input.Outcome.Gone(), version(), List.of(wrong), null);

    Step step = step(requested(isProtected(), removed()), result, NOW);

    assertThat(step.outputs()).hasExactlyElementsOfTypes(Output.Raise.class, Output.Deletion.class);
  }

  @Test
  void aForgedRemovalOfAnUnknownKeyLeavesNothing() {
    ObjectState state = requested(ObjectState.NEW, removed());

    assertThat(step(state, gone("r1", null), NOW).state()).isNull();
  }

  @Test
  void aZombiesLateWriteIsTakenInAndTheKeyLookedAtAgain() {
    KnownEntry late = version(OTHER_HASH, new ETag("tag-b"), NOW.plusSeconds(1));

    ObjectState state = after(isProtected(), copied("long-ago", late));

    assertThat(state.greatest()).isEqualTo(late);
    assertThat(state.phase()).isInstanceOf(Phase.Waiting.class);
  }

  @Test
  void aStaleResultDoesNotEndTheRequestUnderWay() {
    ObjectState state = requested(ObjectState.NEW, created());

    assertThat(after(state, failed("long-ago", Stage.ORIGIN, "TIMEOUT", false))).isEqualTo(state);
  }

  @Test
  void whatReplacesAnOldVersionIsAnOverwriteAndWhatReplacesAFreshOneIsNone() {
    KnownEntry old = version(OTHER_HASH, new ETag("tag-a"), NOW.minusSeconds(3601));
    KnownEntry fresh = version(OTHER_HASH, new ETag("tag-a"), NOW.minusSeconds(3599));

    assertThat(replaced(old)).contains(new Output.Overwritten());
    assertThat(replaced(fresh)).doesNotContain(new Output.Overwritten());
  }

  private List<Output> replaced(KnownEntry before) {
    ObjectState state =
        after(requested(ObjectState.NEW, created()), copied("r1", before), created());
    return step(after(state, new Input.Slot("r2")), copied("r2", version()), NOW).outputs();
  }

  @Test
  void aDoubtAboutTheSourceLastsUntilTheObjectIsUploadedAgain() {
    Input.Problem differs =
        new Input.Problem(Stage.ORIGIN, "DIFFERS_FROM_ANNOUNCED", "announced a, is b");
    Step doubted =
        step(requested(ObjectState.NEW, created()), copied("r1", version(), differs), NOW);
    KnownEntry better = version(OTHER_HASH, new ETag("tag-b"), NOW.plusSeconds(9));

    Step cleared =
        step(
            after(doubted.state(), created(better.etag(), SIZE, null, NOW), new Input.Slot("r2")),
            copied("r2", better),
            NOW);

    assertThat(doubted.outputs())
        .singleElement()
        .isInstanceOfSatisfying(Output.Raise.class, r -> assertThat(r.clearsAfter()).isNull());
    assertThat(cleared.outputs())
        .singleElement()
        .isInstanceOfSatisfying(
            Output.Clear.class,
            c -> assertThat(c.causeClass()).isEqualTo("DIFFERS_FROM_ANNOUNCED"));
    assertThat(cleared.state().doubts()).isEqualTo(List.of());
  }

  @Test
  void aDoubtThatNoLaterAnswerSettlesPassesByItself() {
    Input.Problem wrong = new Input.Problem(Stage.VERIFICATION, "WRONG_IN_BACKUP", "repaired");

    Step step = step(requested(ObjectState.NEW, created()), copied("r1", version(), wrong), NOW);

    assertThat(step.outputs())
        .singleElement()
        .isInstanceOfSatisfying(Output.Raise.class, r -> assertThat(r.clearsAfter()).isPositive());
    assertThat(step.state().doubts()).isEqualTo(List.of());
  }

  @Test
  void aSaidSizeCannotPutADeadlineOffForEver() {
    ObjectState state = requested(ObjectState.NEW, created(TAG, Long.MAX_VALUE, null, NOW));

    assertThat(state.phase().due().orElseThrow()).isBefore(NOW.plus(Duration.ofDays(2)));
  }

  @Test
  void eachNewVersionIsCountedOnce() {
    ObjectState once =
        after(
            requested(ObjectState.NEW, created()),
            copied("r1", version()),
            copied("r1", version()));
    KnownEntry next = version(OTHER_HASH, new ETag("tag-b"), NOW.plusSeconds(9));
    ObjectState twice = after(requested(once, removed()), copied("r1", next));

    assertThat(once.held()).isEqualTo(new Held(1, SIZE));
    assertThat(twice.held()).isEqualTo(new Held(2, 2 * SIZE));
  }

  @Test
  void whatAWorkerSawOfAllVersionsIsKnownThen() {
    Input.Result seen =
        new Input.Result(
            "r1",
            new Input.Outcome.Protected(false, false),
            version(),
            List.of(),
            NOW,
            new Held(5, 9 * SIZE));

    assertThat(after(requested(isProtected(), removed()), seen).held())
        .isEqualTo(new Held(5, 9 * SIZE));
  }
}
