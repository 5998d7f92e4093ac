package fr.mangatheque.continuity.processors.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.schemas.event.CopyTask;
import fr.mangatheque.continuity.schemas.event.RequestReason;
import fr.mangatheque.continuity.schemas.state.ObjectStateRecord;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AccountsTest {
  private static final Instant NOW = Examples.NOW;

  private final Accounts accounts = StandaloneAccounts.open();

  private static ObjectId page(String key) {
    return new ObjectId("uploads", key);
  }

  private static ObjectState requested(CopyTask task) {
    Ask ask = Ask.first(task, RequestReason.EVENT, NOW, false);
    return Examples.isProtected()
        .with(new Phase.Requested("r", ask, NOW, NOW.plusSeconds(60), null));
  }

  @Test
  void statesOfAVersionThatKeptNoAccountsAreCountedOnce() {
    StandaloneAccounts.MapStore<String, ObjectStateRecord> states =
        new StandaloneAccounts.MapStore<>();
    IntStream.range(0, 5)
        .forEach(i -> states.put("uploads/" + i, StateCodec.toRecord(Examples.isProtected())));

    accounts.takeUp(states);
    accounts.takeUp(states);

    assertThat(accounts.of("uploads").sum().objects()).isEqualTo(5);
    assertThat(accounts.of("uploads").sum().bytes()).isEqualTo(5 * Examples.SIZE);
  }

  @Test
  void whatIsReadBackOrLookedForToBeGoneLeavesNothingUnprotected() {
    accounts.moved(page("a"), ObjectState.NEW, requested(CopyTask.VERIFY));
    accounts.moved(page("b"), ObjectState.NEW, requested(CopyTask.CONFIRM_ABSENCE));

    accounts.turn();

    assertThat(accounts.of("uploads").sum().pending()).isZero();
    assertThat(accounts.of("uploads").oldestPending()).isNull();
  }

  @Test
  void whatCameWhileItWasReadBackIsUnprotectedSinceThen() {
    Instant later = NOW.plusSeconds(7);
    Ask look = Ask.first(CopyTask.COPY, RequestReason.EVENT, later, true);
    ObjectState verifying = requested(CopyTask.VERIFY);
    Phase marked = ((Phase.Requested) verifying.phase()).marked(look);

    accounts.moved(page("a"), ObjectState.NEW, verifying.with(marked));
    accounts.turn();

    assertThat(accounts.of("uploads").oldestPending()).isEqualTo(new Moment("a", later));
  }

  @Test
  void canaryObjectsAreInNoAccount() {
    accounts.moved(page(ObjectId.CANARY_PREFIX + "1"), ObjectState.NEW, Examples.isProtected());

    assertThat(accounts.sources()).isEmpty();
  }

  @Test
  void theNewestObjectIsForgottenOnceItIsGone() {
    ObjectState there = Examples.isProtected().withSince(new Since(NOW, null));
    accounts.moved(page("a"), ObjectState.NEW, there);
    assertThat(accounts.of("uploads").newest()).isEqualTo(new Moment("a", NOW));

    accounts.moved(page("a"), there, there.withGreatest(Examples.markerAfter(Examples.version())));

    assertThat(accounts.of("uploads").newest()).isNull();
  }
}
