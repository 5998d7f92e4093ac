package fr.mangatheque.continuity.producer.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFileTest {
  @TempDir private Path directory;
  private final AtomicLong nanos = new AtomicLong();
  private Path file;
  private SecretFile secret;

  @BeforeEach
  void aFile() throws Exception {
    file = Files.writeString(directory.resolve("token"), "first\n");
    secret = new SecretFile("queue/uploads", file, "first", nanos::get);
  }

  @Test
  void aReplacedFileGivesTheNewSecretWithinASecond() throws Exception {
    assertThat(secret.value()).isEqualTo("first");

    Files.writeString(file, "second\r\n");
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());

    assertThat(secret.value()).isEqualTo("second");
  }

  @Test
  void theFileIsNotReadAtEveryQuestion() throws Exception {
    assertThat(secret.value()).isEqualTo("first");

    Files.writeString(file, "second");

    assertThat(secret.value()).isEqualTo("first");
  }

  @Test
  void whileTheFileIsMissingOrEmptyTheSecretReadLastHolds() throws Exception {
    Files.delete(file);
    assertThat(secret.value()).isEqualTo("first");

    Files.writeString(file, "\n");
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThat(secret.value()).isEqualTo("first");

    Files.writeString(file, "third");
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    assertThat(secret.value()).isEqualTo("third");
  }

  @Test
  void noSecretShows() {
    assertThat(secret).asString().contains("token").doesNotContain("first");
    assertThat(SecretSource.fixed("first")).asString().doesNotContain("first");
    assertThatThrownBy(() -> SecretSource.fixed("")).isInstanceOf(IllegalArgumentException.class);
  }
}
