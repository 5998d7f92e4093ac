package fr.mangatheque.continuity.storage.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.mangatheque.continuity.storage.Content;
import fr.mangatheque.continuity.storage.ListQuery;
import fr.mangatheque.continuity.storage.ObjectHeaders;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.ObjectLister;
import fr.mangatheque.continuity.storage.ObjectReader.Read;
import fr.mangatheque.continuity.storage.StoreException;
import fr.mangatheque.continuity.storage.StoreFault;
import fr.mangatheque.continuity.storage.memory.MemoryObjectStore;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a store is charged for, by a clock that moves only when somebody waits. */
class LimitedStoreTest {
  private static final ObjectKey KEY = new ObjectKey("covers/1.jpg");
  private static final long PER_SECOND = 1 << 20;

  private final ManualTime time = new ManualTime();
  private final MemoryObjectStore memory = new MemoryObjectStore(time);

  private EndpointLimit limit(Caps caps) {
    return new EndpointLimit(Endpoint.of(URI.create("https://s3.example")), 2, caps, time, time);
  }

  private LimitedStore store(EndpointLimit limit) {
    return new LimitedStore(memory, limit, Use.COPY);
  }

  private static Caps bytes(long perSecond) {
    return new Caps(null, perSecond);
  }

  @Test
  void everyKindOfRequestCountsAgainstTheCap() {
    EndpointLimit limit = limit(new Caps(10L, null));
    LimitedStore store = store(limit);
    for (int i = 0; i < 25; i++) {
      store.create(new ObjectKey("k" + i), Content.of(new byte[1]), ObjectHeaders.NONE);
      store.head(new ObjectKey("k" + i));
      store.get(new ObjectKey("k" + i), null).close();
      store.list(ListQuery.firstPage("k"));
    }

    // a hundred requests, the first of them at once
    assertThat(time.elapsed()).isBetween(Duration.ofMillis(9_899), Duration.ofMillis(9_901));
    assertThat(limit.inFlight()).isZero();
  }

  @Test
  void aBodyIsReadNoFasterThanTheCap() throws IOException {
    byte[] content = new byte[5 << 20];
    memory.put(KEY, content, ObjectHeaders.NONE);
    EndpointLimit limit = limit(bytes(PER_SECOND));

    try (Read read = store(limit).get(KEY, null)) {
      assertThat(time.elapsed()).isZero();
      assertThat(((Read.Found) read).body().readAllBytes()).isEqualTo(content);
      assertThat(limit.inFlight()).isEqualTo(1);
    }

    assertThat(time.elapsed()).isBetween(Duration.ofMillis(4_890), Duration.ofMillis(4_910));
    assertThat(limit.inFlight()).isZero();
  }

  @Test
  void aBodyThatIsLeftHalfReadIsPaidForAsFarAsItWasRead() throws IOException {
    memory.put(KEY, new byte[5 << 20], ObjectHeaders.NONE);
    LimitedStore store = store(limit(bytes(PER_SECOND)));

    for (int i = 0; i < 100; i++) {
      try (Read read = store.get(KEY, null)) {
        assertThat(((Read.Found) read).body().readNBytes(1024)).hasSize(1024);
      }
    }

    assertThat(time.elapsed()).isLessThan(Duration.ofMillis(100));
  }

  @Test
  void contentIsSentNoFasterThanTheCap() {
    LimitedStore store = store(limit(bytes(PER_SECOND)));

    store.create(KEY, Content.of(new byte[5 << 20]), ObjectHeaders.NONE);

    assertThat(time.elapsed()).isBetween(Duration.ofMillis(4_890), Duration.ofMillis(4_910));
  }

  @Test
  void withoutCapsNothingWaits() throws IOException {
    LimitedStore store = store(limit(Caps.NONE));

    store.create(KEY, Content.of(new byte[5 << 20]), ObjectHeaders.NONE);
    try (Read read = store.get(KEY, null)) {
      assertThat(((Read.Found) read).body().readAllBytes()).hasSize(5 << 20);
    }

    assertThat(time.elapsed()).isZero();
  }

  @Test
  void aPermitIsGivenBackHoweverTheRequestEnds() {
    EndpointLimit limit = limit(Caps.NONE);
    ObjectLister throttled =
        _ -> {
          throw StoreException.of(StoreFault.THROTTLED, "slow down", null);
        };
    ObjectLister broken =
        _ -> {
          throw new IllegalStateException("a fault of ours");
        };

    assertThatThrownBy(() -> list(throttled, limit)).isInstanceOf(StoreException.class);
    assertThatThrownBy(() -> list(broken, limit)).isInstanceOf(IllegalStateException.class);
    assertThat(limit.inFlight()).isZero();
    assertThat(limit.limit()).isEqualTo(1);
    assertThat(limit.throttled()).isEqualTo(1);
    assertThat(store(limit).get(KEY, null)).isInstanceOf(Read.Absent.class);
    assertThat(limit.inFlight()).isZero();
  }

  private void list(ObjectLister lister, EndpointLimit limit) {
    new LimitedReads(memory, lister, limit, Use.SCAN).list(ListQuery.firstPage(""));
  }
}
