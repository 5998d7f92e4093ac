package fr.mangatheque.continuity.storage.staging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import fr.mangatheque.continuity.storage.Content;
import fr.mangatheque.continuity.storage.StoreException;
import fr.mangatheque.continuity.storage.StoreFault;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StagingTest {
  private static final long MEMORY = 1 << 20;
  private static final int IN_MEMORY_UP_TO = 512 * 1024;
  private static final long DISK = 4 << 20;
  private static final Duration LONGEST_WAIT = Duration.ofMillis(200);

  @TempDir private Path directory;
  private Staging staging;

  @BeforeEach
  void open() {
    staging = open(LONGEST_WAIT);
  }

  @AfterEach
  void close() {
    staging.close();
  }

  private Staging open(Duration longestWait) {
    return Staging.open(new StagingLimits(MEMORY, IN_MEMORY_UP_TO, directory, DISK, longestWait));
  }

  @ParameterizedTest
  @ValueSource(
      ints = {0, 1, 65_535, 65_536, 65_537, IN_MEMORY_UP_TO, IN_MEMORY_UP_TO + 1, 3_000_000})
  void contentIsHashedOnceAndReadAsOftenAsNeeded(int size) throws Exception {
    byte[] bytes = random(size);
    Content expected = Content.of(bytes);

    try (StagedContent staged = stage(bytes)) {
      assertThat(staged.size()).isEqualTo(size);
      assertThat(staged.sha256()).isEqualTo(expected.sha256());
      assertThat(staged.md5()).isEqualTo(expected.md5());
      assertThat(read(staged.open())).isEqualTo(bytes);
      assertThat(read(staged.open())).isEqualTo(bytes);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {300_000, 700_000})
  void anyPartCanBeRead(int size) throws Exception {
    byte[] bytes = random(size);
    try (StagedContent staged = stage(bytes)) {
      for (int offset : new int[] {0, 1, 65_535, 65_536, 200_000, size - 1, size}) {
        int length = Math.min(100_000, size - offset);
        assertThat(read(staged.open(offset, length))).isEqualTo(slice(bytes, offset, length));
        assertThat(transferred(staged.open(offset, length)))
            .isEqualTo(slice(bytes, offset, length));
        assertThat(byteByByte(staged.open(offset, Math.min(3, length))))
            .isEqualTo(slice(bytes, offset, Math.min(3, length)));
      }
      assertThatThrownBy(() -> staged.open(1, size)).isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100_000, IN_MEMORY_UP_TO + 1})
  void anMd5NobodyWantedIsThereWhenSomebodyAsks(int size) throws Exception {
    byte[] bytes = random(size);
    Content expected = Content.of(bytes);

    try (StagedContent staged =
        staging.stage(new ByteArrayInputStream(bytes), size, "GET of k", Staging.Hashing.SHA256)) {
      assertThat(staged.sha256()).isEqualTo(expected.sha256());
      assertThat(staged.md5()).isEqualTo(expected.md5());
    }
  }

  @Test
  void smallContentTouchesNoDisk() throws Exception {
    try (StagedContent staged = stage(random(IN_MEMORY_UP_TO))) {
      assertThat(staged.size()).isPositive();
      assertThat(temporaryFiles()).isEmpty();
      assertThat(staging.freeMemory()).isEqualTo(MEMORY - IN_MEMORY_UP_TO);
    }
    assertThat(staging.freeMemory()).isEqualTo(MEMORY);
  }

  @Test
  void largeContentKeepsNoMemory() throws Exception {
    try (StagedContent staged = stage(random(IN_MEMORY_UP_TO + 1))) {
      assertThat(staged.size()).isPositive();
      assertThat(temporaryFiles()).hasSize(1);
      assertThat(staging.freeMemory()).isEqualTo(MEMORY);
      assertThat(staging.freeDisk()).isLessThan(DISK);
    }
    assertNothingIsLeft();
  }

  @Test
  void memoryIsUsedAgain() throws Exception {
    for (int i = 0; i < 100; i++) {
      byte[] bytes = random(200_000 + i);
      try (StagedContent staged = stage(bytes)) {
        assertThat(read(staged.open())).isEqualTo(bytes);
      }
    }
    assertNothingIsLeft();
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
            () -> staging.stage(new ByteArrayInputStream(random(came)), announced, "GET of k"))
        .isInstanceOfSatisfying(StoreException.class, e -> assertThat(e.fault()).isEqualTo(fault))
        .hasMessageContaining("GET of k");
    assertNothingIsLeft();
  }

  @ParameterizedTest
  @ValueSource(ints = {100_000, 700_000})
  void whatReadingThrowsRisesAndNothingIsLeft(int size) {
    StoreException broken = StoreException.of(StoreFault.TIMEOUT, "slow", null);

    assertThatThrownBy(() -> staging.stage(failing(size, broken), size, "GET of k"))
        .isSameAs(broken);
    assertNothingIsLeft();
  }

  @ParameterizedTest
  @ValueSource(ints = {100_000, 700_000})
  void aBodyThatCannotBeReadIsTold(int size) {
    UncheckedIOException broken = new UncheckedIOException(new IOException("broken"));

    assertThatThrownBy(() -> staging.stage(failing(size, broken), size, "GET of k"))
        .isInstanceOf(UncheckedIOException.class);
    assertNothingIsLeft();
  }

  @Test
  void whatFindsNoRoomInTimeIsTold() throws Exception {
    try (StagedContent one = stage(random(IN_MEMORY_UP_TO));
        StagedContent two = stage(random(IN_MEMORY_UP_TO))) {
      assertThat(one.sha256()).isEqualTo(two.sha256());
      assertThatThrownBy(() -> stage(random(1)))
          .isInstanceOf(StagingFullException.class)
          .hasMessageContaining("memory");
    }
    assertNothingIsLeft();
  }

  @Test
  void whatIsMoreThanTheDiskMayHoldIsToldAtOnce() {
    assertThatThrownBy(() -> staging.stage(InputStream.nullInputStream(), DISK + 1, "GET of k"))
        .isInstanceOf(StagingFullException.class)
        .hasMessageContaining("disk");
    assertNothingIsLeft();
  }

  @Test
  void whoWaitsForRoomGetsItWhenItIsGivenBack() throws Exception {
    try (Staging patient = open(StagingLimits.MOST_PATIENCE)) {
      StagedContent one = patient.stage(body(random(IN_MEMORY_UP_TO)), IN_MEMORY_UP_TO, "one");
      StagedContent two = patient.stage(body(random(IN_MEMORY_UP_TO)), IN_MEMORY_UP_TO, "two");
      byte[] bytes = random(100_000);
      FutureTask<StagedContent> waiting =
          new FutureTask<>(() -> patient.stage(body(bytes), bytes.length, "three"));
      Thread thread = Thread.ofVirtual().start(waiting);
      await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);

      one.close();

      try (StagedContent three = waiting.get()) {
        assertThat(read(three.open())).isEqualTo(bytes);
      }
      two.close();
      assertThat(patient.freeMemory()).isEqualTo(MEMORY);
    }
  }

  @Test
  void whoWaitsForRoomCanBeInterrupted() throws Exception {
    try (Staging patient = open(StagingLimits.MOST_PATIENCE);
        StagedContent one = patient.stage(body(random(IN_MEMORY_UP_TO)), IN_MEMORY_UP_TO, "one");
        StagedContent two = patient.stage(body(random(IN_MEMORY_UP_TO)), IN_MEMORY_UP_TO, "two")) {
      assertThat(one.size()).isEqualTo(two.size());
      FutureTask<StagedContent> waiting =
          new FutureTask<>(() -> patient.stage(body(random(1)), 1, "three"));
      Thread thread = Thread.ofVirtual().start(waiting);
      await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);

      thread.interrupt();

      assertThatThrownBy(waiting::get)
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(InterruptedException.class);
    }
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
        new FutureTask<>(() -> staging.stage(stuck, DISK, "GET of k"));
    Thread thread = Thread.ofVirtual().start(staged);
    reading.await();

    thread.interrupt();

    assertThatThrownBy(staged::get)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(UncheckedIOException.class);
    assertNothingIsLeft();
  }

  @ParameterizedTest
  @ValueSource(ints = {100_000, 700_000})
  void closedContentCannotBeRead(int size) throws Exception {
    StagedContent staged = stage(random(size));
    InputStream before = staged.open();

    staged.close();
    staged.close();

    assertThatThrownBy(staged::open).isInstanceOf(IOException.class);
    if (size <= IN_MEMORY_UP_TO) {
      assertThatThrownBy(before::read).isInstanceOf(IOException.class);
    }
    before.close();
    assertNothingIsLeft();
  }

  @Test
  void manyAtOnceStayWithinTheBudgetAndApart() throws Exception {
    try (Staging patient = open(StagingLimits.MOST_PATIENCE)) {
      List<FutureTask<Boolean>> tasks = new ArrayList<>();
      for (int i = 0; i < 64; i++) {
        byte[] bytes = random(50_000 + 9_000 * i);
        tasks.add(
            new FutureTask<>(
                () -> {
                  try (StagedContent staged = patient.stage(body(bytes), bytes.length, "k")) {
                    return Content.of(read(staged.open())).sha256().equals(staged.sha256())
                        && Content.of(bytes).sha256().equals(staged.sha256());
                  }
                }));
      }
      tasks.forEach(Thread::startVirtualThread);
      for (FutureTask<Boolean> task : tasks) {
        assertThat(task.get()).isTrue();
      }
      assertThat(patient.freeMemory()).isEqualTo(MEMORY);
      assertThat(patient.freeDisk()).isEqualTo(DISK);
    }
  }

  private StagedContent stage(byte[] bytes) throws InterruptedException {
    return staging.stage(body(bytes), bytes.length, "GET of k");
  }

  private void assertNothingIsLeft() {
    assertThat(staging.freeMemory()).isEqualTo(MEMORY);
    assertThat(staging.freeDisk()).isEqualTo(DISK);
    assertThat(temporaryFiles()).isEmpty();
  }

  private List<Path> temporaryFiles() {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.toString().endsWith(".lock"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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

  private static InputStream body(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }

  private static byte[] read(InputStream in) throws IOException {
    try (in) {
      return in.readAllBytes();
    }
  }

  private static byte[] transferred(InputStream in) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (in) {
      in.transferTo(out);
    }
    return out.toByteArray();
  }

  private static byte[] byteByByte(InputStream in) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (in) {
      for (int b = in.read(); b >= 0; b = in.read()) {
        out.write(b);
      }
    }
    return out.toByteArray();
  }

  private static byte[] slice(byte[] bytes, int offset, int length) {
    return Arrays.copyOfRange(bytes, offset, offset + length);
  }

  private static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }
}
