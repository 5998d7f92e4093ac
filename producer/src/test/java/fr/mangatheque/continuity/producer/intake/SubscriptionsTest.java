package fr.mangatheque.continuity.producer.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SubscriptionsTest {
  private static final URI ADDRESS = URI.create("https://sns.us-west-2.amazonaws.com/?Action=x");

  private Instant now = Instant.parse("2026-05-24T19:36:44.379Z");
  private final Subscriptions subscriptions = new Subscriptions(() -> now);

  private boolean told(String sender, String topic) {
    return subscriptions.asked(sender, topic, ADDRESS);
  }

  @Test
  void eachSenderAndTopicIsToldOnceAMinute() {
    assertThat(told("sns", "manga")).isTrue();
    assertThat(told("sns", "manga")).isFalse();
    assertThat(told("sns", "covers")).isTrue();
    assertThat(told("other", "manga")).isTrue();

    now = now.plusSeconds(59);
    assertThat(told("sns", "manga")).isFalse();
    now = now.plusSeconds(1);
    assertThat(told("sns", "manga")).isTrue();
  }

  @Test
  void aFloodOfTopicsIsToldWithinBoundsAndForgotten() {
    long first = IntStream.range(0, 1000).filter(i -> told("sns", "topic " + i)).count();
    now = now.plusSeconds(60);
    long second = IntStream.range(0, 1000).filter(i -> told("sns", "topic " + i)).count();

    assertThat(first).isEqualTo(Subscriptions.MOST);
    assertThat(second).isEqualTo(Subscriptions.MOST);
  }
}
