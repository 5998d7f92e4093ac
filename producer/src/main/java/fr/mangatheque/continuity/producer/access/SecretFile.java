package fr.mangatheque.continuity.producer.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A secret in a file that may be replaced while this runs: the file is read again when it is asked
 * for, at most once a second. While the file is missing, empty or unreadable (somebody is replacing
 * it), the secret read last holds, and the log says so once. Thread-safe.
 */
public final class SecretFile implements SecretSource {
  private static final Logger log = LoggerFactory.getLogger(SecretFile.class);
  private static final Duration FRESH = Duration.ofSeconds(1);

  private final Path file;
  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();
  private String secret;
  private long readAt;
  private boolean unreadable;

  /**
   * @param secret what the file held when the configuration was read; never empty
   */
  public SecretFile(Path file, String secret) {
    this(file, secret, System::nanoTime);
  }

  SecretFile(Path file, String secret, LongSupplier nanoTime) {
    if (secret.isEmpty()) {
      throw new IllegalArgumentException("a secret is not empty: " + file);
    }
    this.file = file;
    this.secret = secret;
    this.nanoTime = nanoTime;
    this.readAt = nanoTime.getAsLong() - FRESH.toNanos();
  }

  @Override
  public String value() {
    lock.lock();
    try {
      long now = nanoTime.getAsLong();
      if (now - readAt >= FRESH.toNanos()) {
        readAt = now;
        readAgain();
      }
      return secret;
    } finally {
      lock.unlock();
    }
  }

  private void readAgain() {
    String read = "";
    String problem = "it is empty";
    try {
      read = Files.readString(file).replaceFirst("[\\r\\n]+\\z", "");
    } catch (IOException e) {
      problem = e.toString();
    }
    if (read.isEmpty()) {
      if (!unreadable) {
        log.atWarn()
            .addKeyValue("file", file)
            .addKeyValue("problem", problem)
            .log("A file with a secret cannot be read: the secret read last holds");
      }
      unreadable = true;
      return;
    }
    unreadable = false;
    if (!read.equals(secret)) {
      secret = read;
      log.atInfo().addKeyValue("file", file).log("A secret was replaced");
    }
  }

  @Override
  public String toString() {
    return "the secret in " + file;
  }
}
