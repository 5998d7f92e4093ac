package fr.mangatheque.continuity.app.command.restore;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.processors.restore.Amount;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How far a restore is, in a line. */
class StandingTest {
  private static final Amount ALL = new Amount(2000, 400_000_000);

  private static Standing after(int seconds, long objects, long bytes) {
    return new Standing(ALL, objects, bytes, 0, 0, Duration.ofSeconds(seconds));
  }

  @Test
  void aLineHasObjectsBytesRateAndTimeLeft() {
    assertThat(after(10, 500, 100_000_000).line())
        .isEqualTo(
            "25%, about 30s left, 500 of 2,000 objects, 100.0 MB of 400.0 MB, 50.0 objects/s, 10.0"
                + " MB/s");
    assertThat(after(10, 500, 100_000_000).bar()).isEqualTo("[####------------]");
  }

  @Test
  void aNarrowWindowShowsHowLongItTakes() {
    String drawn = after(10, 500, 100_000_000).bar() + " " + after(10, 500, 100_000_000).line();

    assertThat(drawn.substring(0, 78)).contains("25%", "30s left", "500 of 2,000 objects");
  }

  @Test
  void theTimeLeftIsThatOfWhatIsSlower() {
    assertThat(after(10, 1000, 40_000_000).left()).contains(Duration.ofSeconds(90));
    assertThat(after(10, 100, 360_000_000).left()).contains(Duration.ofSeconds(190));
  }

  @Test
  void beforeTheFirstAndAfterTheLastNoTimeIsGuessed() {
    assertThat(after(5, 0, 0).left()).isEmpty();
    assertThat(after(5, 2000, 400_000_000).left()).isEmpty();
    assertThat(after(0, 0, 0).line()).startsWith("0%, 0 of 2,000 objects");
  }

  @Test
  void bytesThatWereReadTwiceMakeNoMoreThanAll() {
    assertThat(after(10, 1999, 500_000_000).line()).startsWith("100%,").contains("400.0 MB of");
  }

  @Test
  void troubleAndRetriesAreInTheLine() {
    Standing standing = new Standing(ALL, 500, 0, 3, 1200, Duration.ofSeconds(1));

    assertThat(standing.line())
        .startsWith("0%, about 3s left, 3 not restored, 500 of 2,000 objects")
        .endsWith(", 1,200 asked again");
  }

  @Test
  void whereAllIsRightAlreadyAllIsDone() {
    assertThat(new Standing(Amount.NOTHING, 0, 0, 0, 0, Duration.ZERO).share()).isEqualTo(1);
  }
}
