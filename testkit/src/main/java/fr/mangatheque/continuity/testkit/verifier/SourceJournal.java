package fr.mangatheque.continuity.testkit.verifier;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the source held, key by key, in the order in which it did. Whoever changes the source writes
 * here first, with the change as the last step: {@code journal.held(key, bytes, () ->
 * bucket.put(key, bytes))}. Safe for any thread; changes of all keys are one after the other.
 */
public final class SourceJournal {
  private final Map<String, List<State>> histories = new TreeMap<>();

  /**
   * What a source held under a key for a time.
   *
   * @param sha256 of its bytes; empty where it held nothing
   */
  static final class State {
    private final String sha256;
    private boolean proven;

    private State(String sha256) {
      this.sha256 = sha256;
    }

    String sha256() {
      return sha256;
    }

    boolean isGone() {
      return sha256.isEmpty();
    }

    boolean isProven() {
      return proven;
    }
  }

  /** The source holds these bytes from when {@code change} is done. */
  public void held(String key, byte[] bytes, Runnable change) {
    held(key, sha256(bytes), change);
  }

  /** The same of bytes of which only the hash is known, in lower-case hexadecimal. */
  public synchronized void held(String key, String sha256, Runnable change) {
    histories.computeIfAbsent(key, _ -> new ArrayList<>()).add(new State(sha256));
    change.run();
  }

  /** The source no longer holds the key from when {@code change} is done. */
  public synchronized void gone(String key, Runnable change) {
    histories.computeIfAbsent(key, _ -> new ArrayList<>()).add(new State(""));
    change.run();
  }

  /**
   * What the source holds now was seen to be protected: it has to be in the backup from now on,
   * whatever happens.
   */
  public synchronized void provenNow() {
    histories.values().forEach(history -> history.getLast().proven = true);
  }

  /** How many objects were ever told of. */
  public synchronized int objects() {
    return histories.size();
  }

  /** How many states there were, deletions included. */
  public synchronized int states() {
    return histories.values().stream().mapToInt(List::size).sum();
  }

  synchronized Map<String, List<State>> histories() {
    Map<String, List<State>> copy = new TreeMap<>();
    histories.forEach((key, history) -> copy.put(key, List.copyOf(history)));
    return copy;
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
