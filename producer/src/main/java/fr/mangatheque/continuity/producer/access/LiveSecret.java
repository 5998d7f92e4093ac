package fr.mangatheque.continuity.producer.access;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A secret as it is now. A file that vanishes or is no longer right leaves the last good one in
 * force, which is told once. Thread-safe; refreshed by one thread at a time.
 *
 * @param <S> what the text of a secret is made into
 */
final class LiveSecret<S> {
  private static final Logger log = LoggerFactory.getLogger(LiveSecret.class);

  static final String SHARED = "it has the secret of another sender: each needs its own";

  private final String name;
  private final @Nullable Path file;
  private final Function<String, S> parser;
  private volatile S value;
  private String text;
  private boolean broken;

  /**
   * @param name whose it is
   * @param file that is looked at; null if the secret stays as it is
   * @param text of the secret to begin with
   * @param parser throws IllegalArgumentException, without the secret, if it is none
   * @throws IllegalArgumentException if {@code text} is none
   */
  LiveSecret(String name, @Nullable Path file, String text, Function<String, S> parser) {
    this.name = name;
    this.file = file;
    this.parser = parser;
    this.text = text;
    this.value = parser.apply(text);
  }

  /**
   * The secret that {@code origin} holds.
   *
   * @throws IllegalArgumentException if it cannot be read, or is none
   */
  static <S> LiveSecret<S> of(String name, SecretOrigin origin, Function<String, S> parser) {
    try {
      return switch (origin) {
        case SecretOrigin.Inline(String said) -> new LiveSecret<>(name, null, said, parser);
        case SecretOrigin.InFile(Path file) ->
            new LiveSecret<>(name, file, SecretText.read(file), parser);
      };
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the secret of '" + name + "' from " + origin + ": " + words(e), e);
    }
  }

  S value() {
    return value;
  }

  /** The secrets of a list, as they are said. */
  Collection<String> lines() {
    return SecretText.lines(text);
  }

  /** Looks whether the file says something else. */
  void refresh() {
    refresh(List.of());
  }

  /**
   * Looks whether the file says something else.
   *
   * @param others lines that others have, and this one cannot
   */
  void refresh(Collection<String> others) {
    if (file != null) {
      refresh(file, others);
    }
  }

  private void refresh(Path from, Collection<String> others) {
    try {
      String now = SecretText.read(from);
      if (now.equals(text)) {
        mended(from);
        return;
      }
      S fresh = parser.apply(now);
      if (!others.isEmpty() && !Collections.disjoint(SecretText.lines(now), others)) {
        throw new IllegalArgumentException(SHARED);
      }
      value = fresh;
      text = now;
      broken = false;
      log.atInfo().addKeyValue("name", name).addKeyValue("file", from).log("A secret has changed");
    } catch (IOException | IllegalArgumentException e) {
      if (!broken) {
        broken = true;
        log.atError()
            .addKeyValue("name", name)
            .addKeyValue("file", from)
            .addKeyValue("cause", words(e))
            .log(
                "The file of a secret cannot be used: what it held before stays valid until this"
                    + " process ends. Put it right");
      }
    }
  }

  private void mended(Path from) {
    if (broken) {
      broken = false;
      log.atInfo()
          .addKeyValue("name", name)
          .addKeyValue("file", from)
          .log("The file of a secret is there again, as it was");
    }
  }

  private static String words(Exception e) {
    return e instanceof IOException ? e.toString() : String.valueOf(e.getMessage());
  }
}
