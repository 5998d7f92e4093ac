package fr.mangatheque.continuity.producer.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class AnswersProperties {
  private static final Instant NOW = Instant.parse("2026-05-24T19:36:44Z");

  @Property
  void anyAnswerIsReadInOneShortLine(@ForAll byte[] body, @ForAll String header) {
    Said said = Said.of(body, header);

    assertThat(Answers.words(said)).hasSizeLessThan(400).doesNotContain("\n");
    assertThat(Answers.faults(said, 10).keySet()).allMatch(index -> index < 10);
    assertThat(Answers.retryAfter(said, NOW))
        .satisfiesAnyOf(
            wait -> assertThat(wait).isNull(),
            wait -> assertThat(wait).isGreaterThanOrEqualTo(Duration.ZERO));
  }
}
