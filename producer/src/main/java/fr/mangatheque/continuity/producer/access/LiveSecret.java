package fr.mangatheque.continuity.producer.access;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The secrets of one credential as they are now. A file that vanishes or is no longer right leaves
 * the last good ones in force, which is told once. Thread-safe; refreshed by one thread.
 *
 * @param <K> what a secret is made into
 */
final class LiveSecret<K> {
  private static final Logger log = LoggerFactory.getLogger(LiveSecret.class);

  static final String SHARED = "it has the secret of another sender: each needs its own";

  private final String name;
  private final SecretOrigin origin;
  private final Function<String, K> parser;
  private volatile List<K> keys;
  private String text;
  private boolean broken;

  /**
   * @param name whose it is
   * @param parser throws IllegalArgumentException, without the secret, if it is none
   * @throws IllegalArgumentException if it cannot be read, or is none
   */
  LiveSecret(String name, SecretOrigin origin, Function<String, K> parser) {
    this.name = name;
    this.origin = origin;
    this.parser = parser;
    try {
      this.text = read(origin);
      this.keys = parse(text);
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the secret of '" + name + "' from " + origin + ": " + words(e), e);
    }
  }

  List<K> keys() {
    return keys;
  }

  /** As they are said. */
  Collection<String> lines() {
    return SecretText.lines(text);
  }

  /**
   * Looks whether the file says something else.
   *
   * @param others what other senders have, and this one cannot
   */
  void refresh(Collection<String> others) {
    if (!(origin instanceof SecretOrigin.InFile(Path file))) {
      return;
    }
    try {
      String now = read(origin);
      if (now.equals(text)) {
        mended(file);
        return;
      }
      List<K> fresh = parse(now);
      if (!Collections.disjoint(SecretText.lines(now), others)) {
        throw new IllegalArgumentException(SHARED);
      }
      keys = fresh;
      text = now;
      broken = false;
      log.atInfo()
          .addKeyValue("name", name)
          .addKeyValue("file", file)
          .addKeyValue("secrets", fresh.size())
          .log("The secrets of a sender have changed");
    } catch (IOException | IllegalArgumentException e) {
      if (!broken) {
        broken = true;
        log.atError()
            .addKeyValue("name", name)
            .addKeyValue("file", file)
            .addKeyValue("cause", words(e))
            .log(
                "The file of a sender's secret cannot be used: what it held before stays valid"
                    + " until this process ends. Put it right");
      }
    }
  }

  private void mended(Path file) {
    if (broken) {
      broken = false;
      log.atInfo()
          .addKeyValue("name", name)
          .addKeyValue("file", file)
          .log("The file of a sender's secret is there again, as it was");
    }
  }

  private static String read(SecretOrigin origin) throws IOException {
    return switch (origin) {
      case SecretOrigin.Inline(String said) -> said;
      case SecretOrigin.InFile(Path file) -> SecretText.read(file);
    };
  }

  private List<K> parse(String said) {
    return SecretText.lines(said).stream().map(parser).toList();
  }

  private static String words(Exception e) {
    return e instanceof IOException ? e.toString() : String.valueOf(e.getMessage());
  }
}
