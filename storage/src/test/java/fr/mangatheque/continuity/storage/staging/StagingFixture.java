package fr.mangatheque.continuity.storage.staging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** A little memory and disk to stage in, and what is left of them. */
final class StagingFixture implements AutoCloseable {
  static final long MEMORY = 1 << 20;
  static final int IN_MEMORY_UP_TO = 512 * 1024;
  static final long DISK = 4 << 20;
  private static final Duration LONGEST_WAIT = Duration.ofMillis(200);

  private final Path directory;
  private final Staging staging;

  StagingFixture(Path directory) {
    this.directory = directory;
    this.staging = open(LONGEST_WAIT);
  }

  /** Another over the same directory, which waits so long for room. */
  Staging open(Duration longestWait) {
    return Staging.open(new StagingLimits(MEMORY, IN_MEMORY_UP_TO, directory, DISK, longestWait));
  }

  Staging staging() {
    return staging;
  }

  StagedContent stage(byte[] bytes) throws InterruptedException {
    return staging.stage(body(bytes), bytes.length, "GET of k");
  }

  void assertNothingIsLeft() {
    assertThat(staging.freeMemory()).isEqualTo(MEMORY);
    assertThat(staging.freeDisk()).isEqualTo(DISK);
    assertThat(temporaryFiles()).isEmpty();
  }

  List<Path> temporaryFiles() {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.toString().endsWith(".lock"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static InputStream body(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }

  static byte[] read(InputStream in) throws IOException {
    try (in) {
      return in.readAllBytes();
    }
  }

  static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  @Override
  public void close() {
    staging.close();
  }
}
