package fr.mangatheque.continuity.storage.staging;

import static fr.mangatheque.continuity.storage.staging.StagingFixture.DISK;
import static fr.mangatheque.continuity.storage.staging.StagingFixture.IN_MEMORY_UP_TO;
import static fr.mangatheque.continuity.storage.staging.StagingFixture.MEMORY;
import static fr.mangatheque.continuity.storage.staging.StagingFixture.random;
import static fr.mangatheque.continuity.storage.staging.StagingFixture.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.mangatheque.continuity.storage.Content;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is staged, and where. */
class StagingTest {
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
  @ValueSource(
      ints = {0, 1, 65_535, 65_536, 65_537, IN_MEMORY_UP_TO, IN_MEMORY_UP_TO + 1, 3_000_000})
  void contentIsHashedOnceAndReadAsOftenAsNeeded(int size) throws Exception {
    byte[] bytes = random(size);
    Content expected = Content.of(bytes);

    try (StagedContent staged = fixture.stage(bytes)) {
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
    try (StagedContent staged = fixture.stage(bytes)) {
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
        fixture
            .staging()
            .stage(new ByteArrayInputStream(bytes), size, "GET of k", Staging.Hashing.SHA256)) {
      assertThat(staged.sha256()).isEqualTo(expected.sha256());
      assertThat(staged.md5()).isEqualTo(expected.md5());
    }
  }

  @Test
  void smallContentTouchesNoDisk() throws Exception {
    try (StagedContent staged = fixture.stage(random(IN_MEMORY_UP_TO))) {
      assertThat(staged.size()).isPositive();
      assertThat(fixture.temporaryFiles()).isEmpty();
      assertThat(fixture.staging().freeMemory()).isEqualTo(MEMORY - IN_MEMORY_UP_TO);
    }
    assertThat(fixture.staging().freeMemory()).isEqualTo(MEMORY);
  }

  @Test
  void largeContentKeepsNoMemory() throws Exception {
    try (StagedContent staged = fixture.stage(random(IN_MEMORY_UP_TO + 1))) {
      assertThat(staged.size()).isPositive();
      assertThat(fixture.temporaryFiles()).hasSize(1);
      assertThat(fixture.staging().freeMemory()).isEqualTo(MEMORY);
      assertThat(fixture.staging().freeDisk()).isLessThan(DISK);
    }
    fixture.assertNothingIsLeft();
  }

  @Test
  void memoryIsUsedAgain() throws Exception {
    for (int i = 0; i < 100; i++) {
      byte[] bytes = random(200_000 + i);
      try (StagedContent staged = fixture.stage(bytes)) {
        assertThat(read(staged.open())).isEqualTo(bytes);
      }
    }
    fixture.assertNothingIsLeft();
  }

  @ParameterizedTest
  @ValueSource(ints = {100_000, 700_000})
  void closedContentCannotBeRead(int size) throws Exception {
    StagedContent staged = fixture.stage(random(size));
    InputStream before = staged.open();

    staged.close();
    staged.close();

    assertThatThrownBy(staged::open).isInstanceOf(IOException.class);
    if (size <= IN_MEMORY_UP_TO) {
      assertThatThrownBy(before::read).isInstanceOf(IOException.class);
    }
    before.close();
    fixture.assertNothingIsLeft();
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
}
