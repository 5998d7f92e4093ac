package fr.mangatheque.continuity.processors.canary;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.schemas.CauseClass;
import fr.mangatheque.continuity.storage.Content;
import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.EndpointTraits;
import fr.mangatheque.continuity.storage.ObjectCreator;
import fr.mangatheque.continuity.storage.ObjectHeaders;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.StoreException;
import fr.mangatheque.continuity.storage.StoreFault;
import fr.mangatheque.continuity.storage.backup.EntryName;
import fr.mangatheque.continuity.storage.backup.EntryNames;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WrittenTripTest {
  private static final Duration SHORT = Duration.ofMillis(300);
  private final TwoBuckets buckets = new TwoBuckets();
  private final List<ObjectKey> announced = new ArrayList<>();

  private Outcome make(ObjectCreator writer, WrittenTrip.Announcer pipeline)
      throws InterruptedException {
    return new WrittenTrip(buckets.stores(true), writer, pipeline, buckets.clock)
        .make(new Patience(SHORT));
  }

  private void backUp(ObjectKey key, Content content) {
    announced.add(key);
    hold(key, content, content);
  }

  private void hold(ObjectKey key, Content named, Content bytes) {
    EntryName.Version entry =
        EntryNames.version(TwoBuckets.NOW, named.sha256(), new ETag("e"), null);
    try (InputStream in = bytes.open()) {
      var _ =
          buckets.backup.put(
              buckets.layout.entry(key, entry), in.readAllBytes(), ObjectHeaders.NONE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void whatWasWrittenAndToldOfComesOut() throws Exception {
    Outcome outcome = make(buckets.origin, this::backUp);

    assertThat(announced)
        .singleElement()
        .asString()
        .startsWith("continuity-canary/20260504T030201Z-");
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Proven.class,
            proven -> {
              assertThat(proven.key()).isEqualTo(announced.getFirst());
              assertThat(proven.written()).isTrue();
              assertThat(proven.size()).isEqualTo(256);
            });
  }

  @Test
  void eachIsNew() throws Exception {
    Outcome.Proven one = (Outcome.Proven) make(buckets.origin, this::backUp);
    Outcome.Proven other = (Outcome.Proven) make(buckets.origin, this::backUp);

    assertThat(one.sha256()).isNotEqualTo(other.sha256());
    assertThat(one.key()).isNotEqualTo(other.key());
  }

  @Test
  void whatDoesNotComeInTimeIsAFailure() throws Exception {
    assertThat(make(buckets.origin, (_, _) -> {}))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> {
              assertThat(failed.cause()).isEqualTo(CauseClass.ROUND_TRIP_FAILED);
              assertThat(failed.detail()).contains("is not in the backup");
            });
  }

  @Test
  void otherBytesUnderTheRightNameAreAFailure() throws Exception {
    assertThat(
            make(
                buckets.origin,
                (key, content) -> hold(key, content, Content.of(new byte[] {1, 2, 3}))))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.cause()).isEqualTo(CauseClass.ROUND_TRIP_FAILED));
  }

  @Test
  void aSourceThatRefusesIsAFailureOfItsCauseAndNobodyIsTold() throws Exception {
    ObjectCreator refusing =
        new ObjectCreator() {
          @Override
          public Creation create(ObjectKey key, Content content, ObjectHeaders headers) {
            throw StoreException.of(StoreFault.ACCESS_DENIED, "403", null);
          }

          @Override
          public EndpointTraits traits() {
            return EndpointTraits.FULL;
          }
        };

    assertThat(make(refusing, this::backUp))
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.cause()).isEqualTo(CauseClass.ACCESS_DENIED));
    assertThat(announced).isEmpty();
  }
}
