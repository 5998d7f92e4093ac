package fr.mangatheque.continuity.processors.canary;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.processors.canary.LedgerWord.Answer;
import fr.mangatheque.continuity.schemas.CauseClass;
import fr.mangatheque.continuity.storage.Content;
import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.ObjectKey;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class NewestTripTest {
  private static final ObjectKey COVER = new ObjectKey("covers/1.jpg");
  private static final Duration SHORT = Duration.ofMillis(300);
  private final TwoBuckets buckets = new TwoBuckets();

  private Outcome make(Answer... answers) throws InterruptedException {
    Deque<Answer> words = new ArrayDeque<>(List.of(answers));
    LedgerWord ledger = _ -> words.size() > 1 ? words.remove() : words.getFirst();
    return new NewestTrip(buckets.stores(false), ledger).make(new Patience(SHORT));
  }

  private Answer.Protected protectedAs(String uploaded, String held) {
    ETag _ = buckets.upload(COVER, uploaded);
    return buckets.protect(COVER, Content.of(uploaded.getBytes(UTF_8)), held);
  }

  private static void assertFailed(Outcome outcome, CauseClass cause, String words) {
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> {
              assertThat(failed.cause()).isEqualTo(cause);
              assertThat(failed.detail()).contains(words);
            });
  }

  @Test
  void whatAllSayTheSameOfIsProven() throws Exception {
    Answer.Protected word = protectedAs("first", "first");

    assertThat(make(word))
        .isEqualTo(new Outcome.Proven(COVER, false, word.sha256(), "first".length()));
  }

  @Test
  void otherBytesInTheBackupAreAFailure() throws Exception {
    assertFailed(
        make(protectedAs("first", "worst")), CauseClass.ROUND_TRIP_FAILED, "should have 5 with");
  }

  @Test
  void aVersionThatVanishedIsAFailure() throws Exception {
    Answer.Protected word = protectedAs("first", "first");
    buckets.backup.remove(buckets.layout.entry(COVER, word.entry()));

    assertFailed(make(word), CauseClass.ROUND_TRIP_FAILED, "says that it has none");
  }

  @Test
  void anObjectThatJustChangedIsLookedAtAgain() throws Exception {
    Answer.Protected before = protectedAs("first", "first");
    Answer.Protected after = protectedAs("second", "second");

    assertThat(make(before, before, after)).isInstanceOf(Outcome.Proven.class);
  }

  @Test
  void anObjectThatIsNeverProtectedAsItIsNowIsAFailure() throws Exception {
    Answer.Protected before = protectedAs("first", "first");
    ETag _ = buckets.upload(COVER, "second");

    assertFailed(make(before), CauseClass.ROUND_TRIP_FAILED, "in the source");
  }

  @Test
  void anEmptySourceIsNoFailureAndAFullOneThatNobodyProtectsIs() throws Exception {
    assertThat(make(new Answer.Nothing())).isInstanceOf(Outcome.Skipped.class);
    ETag _ = buckets.upload(COVER, "first");

    assertFailed(make(new Answer.Nothing()), CauseClass.ROUND_TRIP_FAILED, "knows none");
  }

  @Test
  void aLedgerThatCannotTellIsAFailureOnlyIfItNeverCan() throws Exception {
    Answer.Protected word = protectedAs("first", "first");
    Answer.Unavailable silent = new Answer.Unavailable("it moves");

    assertThat(make(silent, word)).isInstanceOf(Outcome.Proven.class);
    assertFailed(make(silent), CauseClass.NO_ANSWER, "it moves");
  }
}
