package fr.mangatheque.continuity.processors.copy;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.processors.store.ForwardingStore;
import fr.mangatheque.continuity.schemas.event.CopyResult;
import fr.mangatheque.continuity.storage.Content;
import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.ObjectHeaders;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.StoreException;
import fr.mangatheque.continuity.storage.StoreFault;
import fr.mangatheque.continuity.storage.memory.MemoryObjectStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An endpoint that takes too long is given less to do at a time. */
class SlowEndpointTest {
  private static final String KEY = "library/01.jpg";

  @TempDir private Path dir;
  private final TestClock clock = new TestClock();
  private final MemoryObjectStore origin = new MemoryObjectStore(clock);
  private final MemoryObjectStore backup = new MemoryObjectStore(clock);

  /** Answers no GET before the thread is interrupted. */
  private static final class Stuck extends ForwardingStore {
    Stuck(MemoryObjectStore store) {
      super(store);
    }

    @Override
    public Read get(ObjectKey key, @Nullable ETag unlessMatching) {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      throw StoreException.of(StoreFault.UNREACHABLE, "interrupted", null);
    }
  }

  private static final class TooSlow extends ForwardingStore {
    TooSlow(MemoryObjectStore store) {
      super(store);
    }

    @Override
    public Creation create(ObjectKey key, Content content, ObjectHeaders headers) {
      throw StoreException.of(StoreFault.TIMEOUT, "no answer", null);
    }
  }

  @Test
  void aStoreThatDoesNotAnswerInTimeIsGivenHalfAsMuch() {
    origin.put(new ObjectKey(KEY), Pictures.page(1), ObjectHeaders.NONE);
    CopySettings settings = CopyFixture.settings(dir);
    try (CopyFixture fixture = new CopyFixture(origin, new TooSlow(backup), settings, clock)) {
      CopyResult result = fixture.copy(CopyFixture.first(KEY));

      assertThat(result.getCause().getCauseClass()).isEqualTo("TIMEOUT");
      assertThat(fixture.limit("backup")).isEqualTo(32);
      assertThat(fixture.limit("origin")).isEqualTo(64);
    }
  }

  @Test
  void anEndpointAtWhichACopysTimeRanOutIsGivenHalfAsMuch() {
    CopySettings settings =
        CopyFixture.settings(dir).withAllowance(new Allowance(Duration.ofSeconds(1), 1024));
    try (CopyFixture fixture = new CopyFixture(new Stuck(origin), backup, settings, clock)) {
      CopyResult result = fixture.copy(CopyFixture.first(KEY));

      assertThat(result.getCause().getCauseClass()).isEqualTo("TIMEOUT");
      assertThat(fixture.limit("origin")).isEqualTo(32);
      assertThat(fixture.limit("backup")).isEqualTo(64);
    }
  }
}
