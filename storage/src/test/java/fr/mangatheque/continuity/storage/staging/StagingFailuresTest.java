package fr.mangatheque.continuity.storage.staging;

import static fr.mangatheque.continuity.storage.staging.StagingFixture.DISK;
import static fr.mangatheque.continuity.storage.staging.StagingFixture.body;
import static fr.mangatheque.continuity.storage.staging.StagingFixture.random;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.mangatheque.continuity.storage.StoreException;
import fr.mangatheque.continuity.storage.StoreFault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that are not what was announced, or break off. */
class StagingFailuresTest {
  private StagingFixture fixture;

  @BeforeEach
  void open(@TempDir Path directory) {
    fixture = new StagingFixture(directory);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100_000, 700_000})
  void fewerBytesThanAnnouncedAreCutShort(int came) {
    assertFault(came, came + 1, StoreFault.CUT_SHORT);
    assertFault(came, came + 600_000, StoreFault.CUT_SHORT);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 65_536, 700_000})
  void moreBytesThanAnnouncedAreCorrupt(int announced) {
    assertFault(announced + 1, announced, StoreFault.CORRUPT);
  }

  private void assertFault(int came, int announced, StoreFault fault) {
    assertThatThrownBy(
            () ->
                fixture
                    .staging()
                    .stage(new ByteArrayInputStream(random(came)), announced, "GET of k"))
        .isInstanceOfSatisfying(StoreException.class, e -> assertThat(e.fault()).isEqualTo(fault))
        .hasMessageContaining("GET of k");
    fixture.assertNothingIsLeft();
  }

  @ParameterizedTest
  @ValueSource(ints = {100_000, 700_000})
  void whatReadingThrowsRisesAndNothingIsLeft(int size) {
    StoreException broken = StoreException.of(StoreFault.TIMEOUT, "slow", null);

    assertThatThrownBy(() -> fixture.staging().stage(failing(size, broken), size, "GET of k"))
        .isSameAs(broken);
    fixture.assertNothingIsLeft();
  }

  @ParameterizedTest
  @ValueSource(ints = {100_000, 700_000})
  void aBodyThatCannotBeReadIsTold(int size) {
    UncheckedIOException broken = new UncheckedIOException(new IOException("broken"));

    assertThatThrownBy(() -> fixture.staging().stage(failing(size, broken), size, "GET of k"))
        .isInstanceOf(UncheckedIOException.class);
    fixture.assertNothingIsLeft();
  }

  @Test
  void anInterruptedTransferToDiskLeavesNothing() throws Exception {
    CountDownLatch reading = new CountDownLatch(1);
    InputStream stuck =
        thenDoing(
            1_000_000,
            () -> {
              reading.countDown();
              new CountDownLatch(1).await();
            });
    FutureTask<StagedContent> staged =
        new FutureTask<>(() -> fixture.staging().stage(stuck, DISK, "GET of k"));
    Thread thread = Thread.ofVirtual().start(staged);
    reading.await();

    thread.interrupt();

    assertThatThrownBy(staged::get)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(UncheckedIOException.class);
    fixture.assertNothingIsLeft();
  }

  private static InputStream failing(int size, RuntimeException failure) {
    return thenDoing(
        size / 2,
        () -> {
          throw failure;
        });
  }

  private interface Action {
    void run() throws InterruptedException;
  }

  private static InputStream thenDoing(int size, Action action) {
    return new SequenceInputStream(
        body(new byte[size]),
        new InputStream() {
          @Override
          public int read() throws IOException {
            return read(new byte[1], 0, 1);
          }

          @Override
          public int read(byte[] into, int offset, int length) throws IOException {
            try {
              action.run();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
              throw new IOException("interrupted", e);
            }
            return -1;
          }
        });
  }
}
