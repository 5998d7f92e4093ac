package fr.mangatheque.continuity.producer.access;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * One secret in a file that may be replaced while this runs: the file is read again when it is
 * asked for, at most once a second. While the file is missing, empty or unreadable (somebody is
 * replacing it), the secret read last holds, and the log says so once. Thread-safe.
 */
public final class SecretFile implements SecretSource {
  private static final Duration FRESH = Duration.ofSeconds(1);

  private final Path file;
  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();
  private final LiveSecret<String> secret;
  private long readAt;

  /**
   * @param name whose it is, for people
   * @param secret what the file held when the configuration was read; never empty
   */
  public SecretFile(String name, Path file, String secret) {
    this(name, file, secret, System::nanoTime);
  }

  SecretFile(String name, Path file, String secret, LongSupplier nanoTime) {
    this.file = file;
    this.secret = new LiveSecret<>(name, file, secret, SecretFile::one);
    this.nanoTime = nanoTime;
    this.readAt = nanoTime.getAsLong() - FRESH.toNanos();
  }

  /** The whole of it, for it is no list. */
  private static String one(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("a secret is not empty");
    }
    return text;
  }

  @Override
  public String value() {
    lock.lock();
    try {
      long now = nanoTime.getAsLong();
      if (now - readAt >= FRESH.toNanos()) {
        readAt = now;
        secret.refresh();
      }
      return secret.value();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public String toString() {
    return "the secret in " + file;
  }
}
