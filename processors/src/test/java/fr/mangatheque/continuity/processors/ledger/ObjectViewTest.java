package fr.mangatheque.continuity.processors.ledger;

import static fr.mangatheque.continuity.processors.ledger.Examples.HASH;
import static fr.mangatheque.continuity.processors.ledger.Examples.NOW;
import static fr.mangatheque.continuity.processors.ledger.Examples.SIZE;
import static fr.mangatheque.continuity.processors.ledger.Examples.TAG;
import static fr.mangatheque.continuity.processors.ledger.Examples.copied;
import static fr.mangatheque.continuity.processors.ledger.Examples.created;
import static fr.mangatheque.continuity.processors.ledger.Examples.failed;
import static fr.mangatheque.continuity.processors.ledger.Examples.gone;
import static fr.mangatheque.continuity.processors.ledger.Examples.markerAfter;
import static fr.mangatheque.continuity.processors.ledger.Examples.removed;
import static fr.mangatheque.continuity.processors.ledger.Examples.unchanged;
import static fr.mangatheque.continuity.processors.ledger.Examples.version;
import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.processors.ledger.ObjectView.Pending.Step;
import fr.mangatheque.continuity.processors.ledger.ObjectView.State;
import fr.mangatheque.continuity.processors.ledger.ObjectView.Trouble;
import fr.mangatheque.continuity.schemas.CauseClass;
import fr.mangatheque.continuity.schemas.event.CopyTask;
import fr.mangatheque.continuity.schemas.event.RequestReason;
import fr.mangatheque.continuity.schemas.event.Stage;
import fr.mangatheque.continuity.storage.ETag;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the ledger says of an object, as things happen to it a second apart. */
class ObjectViewTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final LedgerStep ledger = new LedgerStep(LedgerPolicy.DEFAULT);
  private ObjectState state = ObjectState.NEW;
  private Instant now = NOW;

  private Instant happens(Input input) {
    now = now.plus(SECOND);
    ObjectState next = ledger.step(state, input, now, 0).state();
    state = next == null ? ObjectState.NEW : next;
    return now;
  }

  private ObjectView view() {
    return ObjectView.of(state).orElseThrow();
  }

  @Test
  void aKeyNeverHeardOfIsUnknown() {
    assertThat(ObjectView.of(state)).isEmpty();
  }

  @Test
  void anUploadIsPendingSinceItsFirstHintUntilItIsProven() {
    Instant hinted = happens(created());
    assertThat(view().pending()).isEqualTo(new ObjectView.Pending(hinted, Step.QUEUED, 1, null));
    happens(created());
    happens(new Input.Slot("r1"));

    assertThat(view().state()).isEqualTo(State.PENDING);
    assertThat(view().since()).isEqualTo(hinted);
    assertThat(view().pending()).isEqualTo(new ObjectView.Pending(hinted, Step.ASKED, 1, null));
    assertThat(view().version()).isNull();
    assertThat(view().versions()).isZero();
  }

  @Test
  void whatIsProvenIsProtectedSinceThen() {
    happens(created());
    happens(new Input.Slot("r1"));
    Instant proven = happens(copied("r1", version()));

    ObjectView view = view();

    assertThat(view.versions()).isEqualTo(1);
    assertThat(view.state()).isEqualTo(State.PROTECTED);
    assertThat(view.since()).isEqualTo(proven);
    assertThat(view.version())
        .isEqualTo(
            new ObjectView.Version(version().name().format(), HASH, SIZE, TAG, NOW, proven, null));
    assertThat(view.pending()).isNull();
  }

  @Test
  void provenAgainItIsProtectedSinceTheFirstTime() {
    happens(created());
    happens(new Input.Slot("r1"));
    Instant proven = happens(copied("r1", version()));
    happens(created(null, null, null, now));
    happens(new Input.Slot("r2"));
    happens(unchanged("r2", version(), NOW));

    assertThat(view().state()).isEqualTo(State.PROTECTED);
    assertThat(view().since()).isEqualTo(proven);
  }

  @Test
  void whileALaterUploadIsPendingTheProtectedVersionIsToldToo() {
    happens(created());
    happens(new Input.Slot("r1"));
    Instant proven = happens(copied("r1", version()));
    Instant hinted = happens(created(new ETag("tag-b"), SIZE, null, now));

    ObjectView view = view();

    assertThat(view.state()).isEqualTo(State.PENDING);
    assertThat(view.since()).isEqualTo(hinted);
    assertThat(view.version()).isNotNull();
    assertThat(view.version().sha256()).isEqualTo(HASH);
    assertThat(view.version().since()).isEqualTo(proven);
  }

  @Test
  void aHintDuringARequestIsPendingSinceItCame() {
    happens(created());
    happens(new Input.Slot("r1"));
    Instant again = happens(created(new ETag("tag-b"), SIZE, null, now));
    happens(copied("r1", version()));

    assertThat(view().pending()).isEqualTo(new ObjectView.Pending(again, Step.QUEUED, 1, null));
    assertThat(view().version()).isNotNull();
  }

  @Test
  void whatFailsIsPendingWithItsCauseHoweverOftenItIsToldAgain() {
    Instant hinted = happens(created());
    happens(new Input.Slot("r1"));
    Instant failed = happens(failed("r1", Stage.BACKUP, CauseClass.UNREACHABLE.name(), false));

    ObjectView view = view();
    assertThat(view.pending()).isNotNull();
    assertThat(view.pending().step()).isEqualTo(Step.RETRY);
    assertThat(view.pending().attempt()).isEqualTo(2);
    assertThat(view.pending().next()).isAfter(failed);
    assertThat(view.failing()).isEqualTo(new Trouble("BACKUP", "UNREACHABLE", failed));

    happens(created());
    happens(new Input.Slot("r2"));
    happens(failed("r2", Stage.BACKUP, CauseClass.UNREACHABLE.name(), false));
    assertThat(view().since()).isEqualTo(hinted);
    assertThat(view().failing()).isEqualTo(new Trouble("BACKUP", "UNREACHABLE", failed));
  }

  @Test
  void aRemovalIsPendingUntilTheSecondLookAndThenSaidSinceTheMarker() {
    happens(created());
    happens(new Input.Slot("r1"));
    happens(copied("r1", version()));
    Instant hinted = happens(removed());
    happens(new Input.Slot("r2"));
    Instant absent = happens(gone("r2", version()));

    assertThat(view().state()).isEqualTo(State.PENDING);
    assertThat(view().pending()).isNotNull();
    assertThat(view().pending().step()).isEqualTo(Step.SECOND_LOOK);
    assertThat(view().pending().since()).isEqualTo(hinted);
    assertThat(view().version()).isNotNull();

    now = now.plus(LedgerPolicy.DEFAULT.guardWindow());
    happens(new Input.Due());
    happens(new Input.Decision(Input.Decision.Verdict.GRANTED, absent, absent));
    happens(new Input.Slot("r3"));
    Instant marked = happens(gone("r3", markerAfter(version())));
    assertThat(view().state()).isEqualTo(State.REMOVED);
    assertThat(view().since()).isEqualTo(marked);
    assertThat(view().version()).isNull();
  }

  @Test
  void anObjectThatIsNotThereYetIsPendingAndOneThatNeverCameIsUnknown() {
    happens(created());
    happens(new Input.Slot("r1"));
    happens(gone("r1", null));
    assertThat(view().pending()).isNotNull();
    assertThat(view().pending().step()).isEqualTo(Step.RETRY);

    now = now.plus(LedgerPolicy.DEFAULT.patience());
    happens(new Input.Due());
    happens(new Input.Slot("r2"));
    happens(gone("r2", null));
    assertThat(ObjectView.of(state)).isEqualTo(Optional.empty());
  }

  @Test
  void whatIsDoubtedIsToldBesideTheProtectedVersion() {
    happens(created());
    happens(new Input.Slot("r1"));
    String cause = CauseClass.DIFFERS_FROM_ANNOUNCED.name();
    Instant proven =
        happens(copied("r1", version(), new Input.Problem(Stage.ORIGIN, cause, "it differs")));

    assertThat(view().state()).isEqualTo(State.PROTECTED);
    assertThat(view().doubts()).containsExactly(new Trouble("ORIGIN", cause, proven));
  }

  @Test
  void aStateOfAnOlderVersionTellsWhatItKept() {
    Ask ask = Ask.first(CopyTask.COPY, RequestReason.EVENT, NOW, true);
    state = Examples.isProtected();
    assertThat(view().state()).isEqualTo(State.PROTECTED);
    assertThat(view().since()).isNull();

    state = state.with(new Phase.Waiting(ask, NOW.plus(SECOND)));
    assertThat(view().since()).isEqualTo(NOW);
  }
}
