package fr.mangatheque.continuity.producer.queue;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.producer.failure.Trouble;
import fr.mangatheque.continuity.producer.form.KnownSources;
import fr.mangatheque.continuity.producer.form.R2Form;
import fr.mangatheque.continuity.producer.hint.Hint;
import fr.mangatheque.continuity.producer.hint.PublishOutcome;
import fr.mangatheque.continuity.producer.queue.DeadLetterDesk.Dead;
import fr.mangatheque.continuity.producer.queue.Settlement.Retry;
import fr.mangatheque.continuity.schemas.CauseClass;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoundTest {
  private static final Duration VISIBILITY = Duration.ofMinutes(1);
  private static final Duration PUBLISH = Duration.ofSeconds(10);
  private static final Duration BUSY = Duration.ofSeconds(30);

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final List<List<Hint>> published = new ArrayList<>();
  private final List<Dead> buried = new ArrayList<>();
  private final List<String> strange = new ArrayList<>();
  private final List<Trouble> raised = new ArrayList<>();
  private int kafkaFails;
  private int busyTimes;
  private boolean deskFails;
  private boolean ending;
  private long nanos;

  private final Round round =
      new Round(
          "uploads",
          new Judge(new R2Form(KnownSources.byBucket(Map.of("b", "uploads")), 100), 3),
          this::publish,
          dead -> !deskFails && buried.addAll(dead),
          strange::addAll,
          new QueueTroubles("uploads", alarm(), InstantSource.system()),
          new QueueMetrics("uploads", registry, InstantSource.system()),
          pauses());

  private PublishOutcome publish(List<Hint> hints) {
    if (kafkaFails > 0) {
      kafkaFails--;
      nanos += PUBLISH.toNanos();
      return new PublishOutcome.Unconfirmed(new IllegalStateException("away"));
    }
    if (busyTimes > 0) {
      busyTimes--;
      return new PublishOutcome.Busy(BUSY);
    }
    published.add(hints);
    return new PublishOutcome.Acknowledged(hints.stream().map(Hint::toString).toList());
  }

  private Alarm alarm() {
    return new Alarm() {
      @Override
      public void raise(Trouble trouble, boolean permanent, String detail, Duration clearsAfter) {
        raised.add(trouble);
      }

      @Override
      public void clear(Trouble trouble) {
        raised.remove(trouble);
      }
    };
  }

  private Pauses pauses() {
    return new Pauses() {
      @Override
      public boolean ending() {
        return ending;
      }

      @Override
      public void await(Duration pause) {
        nanos += pause.toNanos();
      }
    };
  }

  private static QueueMessage event(String lease, String action, String bucket, int attempts) {
    String body =
        "{\"action\":\"%s\",\"bucket\":\"%s\",\"object\":{\"key\":\"k-%s\"},\"eventTime\":\"2024-05-24T19:36:44.379Z\"}"
            .formatted(action, bucket, lease);
    return new QueueMessage("id-" + lease, lease, attempts, null, "text", body);
  }

  private static QueueMessage put(String lease) {
    return event(lease, "PutObject", "b", 1);
  }

  private Settlement handle(QueueMessage... messages) throws InterruptedException {
    return round.handle(List.of(messages), Lease.from(nanos, VISIBILITY, () -> nanos));
  }

  private double counted(String outcome) {
    return registry
        .counter("continuity.queue.messages", "queue", "uploads", "outcome", outcome)
        .count();
  }

  @Test
  void aBatchIsPublishedAsOneAndThenAcknowledged() throws Exception {
    Settlement settlement = handle(put("1"), event("2", "DeleteObject", "b", 1), put("3"));

    assertThat(published).singleElement().satisfies(hints -> assertThat(hints).hasSize(3));
    assertThat(settlement).isEqualTo(new Settlement(List.of("1", "2", "3"), List.of()));
    assertThat(counted("published")).isEqualTo(3);
  }

  @Test
  void whatKafkaDoesNotConfirmIsTriedAgainWhileTheLeaseLasts() throws Exception {
    kafkaFails = 2;

    Settlement settlement = handle(put("1"));

    assertThat(settlement.acks()).containsExactly("1");
    assertThat(round.kafkaAway()).isFalse();
  }

  @Test
  void whatKafkaNeverConfirmsIsGivenBackBeforeTheLeaseEnds() throws Exception {
    kafkaFails = Integer.MAX_VALUE;

    Settlement settlement = handle(put("1"), event("2", "PaintObject", "b", 1));

    assertThat(settlement.acks()).containsExactly("2");
    assertThat(settlement.retries()).containsExactly(new Retry("1", Round.UNCONFIRMED));
    assertThat(Duration.ofNanos(nanos)).isLessThan(VISIBILITY.minus(Round.SETTLING));
    assertThat(round.kafkaAway()).isTrue();
    assertThat(counted("unconfirmed")).isEqualTo(1);
  }

  @Test
  void aBusyKafkaIsAskedAgainWhenItSaysThereIsRoom() throws Exception {
    busyTimes = 1;

    Settlement settlement = handle(put("1"));

    assertThat(settlement.acks()).containsExactly("1");
    assertThat(Duration.ofNanos(nanos)).isEqualTo(BUSY);
  }

  @Test
  void aBusyKafkaIsAskedALastTimeWhileThereIsTimeToPublishAndSettle() throws Exception {
    busyTimes = 2;

    Settlement settlement = handle(put("1"));

    assertThat(settlement.acks()).containsExactly("1");
    assertThat(Duration.ofNanos(nanos))
        .isEqualTo(VISIBILITY.minus(Round.PUBLISHING).minus(Round.SETTLING));
  }

  @Test
  void whatABusyKafkaHasNoRoomForIsGivenBackBeforeTheLeaseEnds() throws Exception {
    busyTimes = Integer.MAX_VALUE;

    Settlement settlement = handle(put("1"));

    assertThat(settlement.retries()).containsExactly(new Retry("1", Round.UNCONFIRMED));
    assertThat(Duration.ofNanos(nanos)).isLessThan(VISIBILITY.minus(Round.SETTLING));
  }

  @Test
  void atTheEndMessagesAreGivenBackAtOnce() throws Exception {
    kafkaFails = 1;
    ending = true;

    Settlement settlement = handle(put("1"));

    assertThat(settlement.retries()).containsExactly(new Retry("1", Duration.ZERO));
  }

  @Test
  void aPoisonMessageHoldsUpNoOther() throws Exception {
    Settlement settlement = handle(event("1", "PutObject", "unknown", 1), put("2"));

    assertThat(settlement.acks()).containsExactly("2");
    assertThat(settlement.retries()).containsExactly(new Retry("1", Duration.ofMinutes(5)));
    assertThat(published).hasSize(1);
    assertThat(raised).extracting(Trouble::cause).containsExactly(CauseClass.UNREADABLE_RECORD);
    assertThat(buried).isEmpty();
  }

  @Test
  void aPoisonMessageThatCameOftenEnoughIsKeptAndThenAcknowledged() throws Exception {
    Settlement settlement = handle(event("1", "PutObject", "unknown", 3), put("2"));

    assertThat(buried).extracting(dead -> dead.message().leaseId()).containsExactly("1");
    assertThat(settlement.acks()).containsExactly("1", "2");
    assertThat(counted("dead_letter")).isEqualTo(1);
  }

  @Test
  void aPoisonMessageThatCouldNotBeKeptIsNotAcknowledged() throws Exception {
    deskFails = true;

    Settlement settlement = handle(event("1", "PutObject", "unknown", 3), put("2"));

    assertThat(settlement.acks()).containsExactly("2");
    assertThat(settlement.retries()).containsExactly(new Retry("1", Round.UNCONFIRMED));
    assertThat(counted("dead_letter")).isZero();
  }

  @Test
  void aKeptDeadLetterShowsThatKafkaIsBack() throws Exception {
    deskFails = true;
    handle(event("1", "PutObject", "unknown", 3));
    assertThat(round.kafkaAway()).isTrue();

    deskFails = false;
    handle(event("1", "PutObject", "unknown", 4));

    assertThat(round.kafkaAway()).isFalse();
  }

  @Test
  void anUnknownActionIsAcknowledgedAndLookedAt() throws Exception {
    Settlement settlement = handle(event("1", "PaintObject", "b", 1));

    assertThat(settlement.acks()).containsExactly("1");
    assertThat(strange).containsExactly("PaintObject");
    assertThat(published).isEmpty();
    assertThat(counted("passed_over")).isEqualTo(1);
  }
}
