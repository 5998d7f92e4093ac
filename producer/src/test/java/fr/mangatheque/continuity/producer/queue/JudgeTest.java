package fr.mangatheque.continuity.producer.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.producer.form.EventForm;
import fr.mangatheque.continuity.producer.form.EventRequest;
import fr.mangatheque.continuity.producer.form.KnownSources;
import fr.mangatheque.continuity.producer.form.ParsedEvents;
import fr.mangatheque.continuity.producer.form.ParsedEvents.PassedOver;
import fr.mangatheque.continuity.producer.form.R2Form;
import fr.mangatheque.continuity.producer.hint.Hint;
import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.schemas.event.ChangeKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgeTest {
  private static final String PUT =
      "{\"account\":\"a\",\"action\":\"PutObject\",\"bucket\":\"manga-origin\",\"object\":{\"key\":"
          + "\"covers/1.jpg\",\"size\":65536,\"eTag\":\"c846ff7a18f28c2e262116d6e8719ef0\"},"
          + "\"eventTime\":\"2024-05-24T19:36:44.379Z\"}";

  private final Judge judge =
      new Judge(new R2Form(KnownSources.byBucket(Map.of("manga-origin", "uploads")), 100), 3);

  private static QueueMessage message(@Nullable String type, String body, int attempts) {
    return new QueueMessage("id", "lease", attempts, null, type, body);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  @Test
  void anEventOfR2IsAHint() {
    Verdict verdict = judge.of(message("json", base64(PUT), 1));

    assertThat(verdict).isInstanceOf(Verdict.Take.class);
    Hint hint = ((Verdict.Take) verdict).hints().getFirst();
    assertThat(hint.object()).isEqualTo(new ObjectId("uploads", "covers/1.jpg"));
    assertThat(hint.kind()).isEqualTo(ChangeKind.CREATED);
    assertThat(hint.size()).isEqualTo(65536);
    assertThat(hint.occurredAt()).isEqualTo(Instant.parse("2024-05-24T19:36:44.379Z"));
  }

  @Test
  void eachContentTypeIsReadAsItIsSent() {
    Verdict expected = judge.of(message("json", base64(PUT), 1));

    assertThat(judge.of(message("bytes", base64(PUT), 1))).isEqualTo(expected);
    assertThat(judge.of(message("text", PUT, 1))).isEqualTo(expected);
    assertThat(judge.of(message(null, base64(PUT), 1))).isEqualTo(expected);
    assertThat(judge.of(message(null, PUT, 1))).isEqualTo(expected);
    assertThat(judge.of(message("json", PUT, 1))).isEqualTo(expected);
    assertThat(judge.of(message("JSON", "\n" + PUT, 1))).isEqualTo(expected);
  }

  @Test
  void anUnknownActionIsPassedOverForSomebodyToLookAt() {
    String strange = PUT.replace("PutObject", "PaintObject");

    assertThat(judge.of(message("json", base64(strange), 1)))
        .isInstanceOfSatisfying(
            Verdict.Take.class,
            take -> {
              assertThat(take.hints()).isEmpty();
              assertThat(take.passedOver())
                  .containsExactly(new PassedOver("PaintObject", false, "uploads"));
            });
  }

  @ParameterizedTest
  @CsvSource({"1, PT5M", "2, PT30M"})
  void anUnknownBucketComesAgainForTheConfigurationMayBeBehind(int attempts, Duration delay) {
    String other = PUT.replace("manga-origin", "new-bucket");

    assertThat(judge.of(message("json", base64(other), attempts)))
        .isInstanceOfSatisfying(
            Verdict.Again.class,
            again -> {
              assertThat(again.delay()).isEqualTo(delay);
              assertThat(again.why()).contains("new-bucket").contains("manga-origin");
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "json|%%%",
        "json|bm90IGpzb24=",
        "json|{\"broken\"",
        "text|not json",
        "bytes|{}",
        "v8|AAAA",
        "json|e30="
      })
  void whatNobodyCanReadComesAgainAndIsThenKept(String type, String body) {
    assertThat(judge.of(message(type, body, 1))).isInstanceOf(Verdict.Again.class);
    assertThat(judge.of(message(type, body, 2))).isInstanceOf(Verdict.Again.class);
    assertThat(judge.of(message(type, body, 3))).isInstanceOf(Verdict.Bury.class);
    assertThat(judge.of(message(type, body, 99))).isInstanceOf(Verdict.Bury.class);
  }

  @Test
  void noDelayIsLongerThanAnHour() {
    Judge patient = new Judge(new R2Form(KnownSources.named(Set.of()), 100), 100);

    for (int attempts = 3; attempts < 100; attempts++) {
      assertThat(patient.of(message("text", "x", attempts)))
          .isInstanceOfSatisfying(
              Verdict.Again.class,
              again -> assertThat(again.delay()).isEqualTo(Judge.LONGEST_DELAY));
    }
  }

  @Test
  void aFormThatFailsCostsItsMessageOnly() {
    Judge broken =
        new Judge(
            new EventForm() {
              @Override
              public String name() {
                return "broken";
              }

              @Override
              public ParsedEvents parse(EventRequest request) {
                throw new IllegalStateException("not foreseen");
              }
            },
            3);

    assertThat(broken.of(message("text", "{}", 1)))
        .isInstanceOfSatisfying(
            Verdict.Again.class, again -> assertThat(again.why()).contains("a fault of ours"));
  }
}
