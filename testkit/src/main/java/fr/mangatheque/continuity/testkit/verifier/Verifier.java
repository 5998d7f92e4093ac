package fr.mangatheque.continuity.testkit.verifier;

import fr.mangatheque.continuity.testkit.verifier.BackupEntry.Kind;
import fr.mangatheque.continuity.testkit.verifier.SourceJournal.State;
import java.net.http.HttpClient;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads both buckets whole, over HTTP, and compares them with a journal of what was uploaded. What
 * it promises is exact:
 *
 * <ul>
 *   <li>what the source holds is the greatest entry of its key, and has the right bytes and
 *       headers;
 *   <li>the entries of a key are a subsequence of what the source held under it: in order, none
 *       twice, none invented, markers only where the key was given up;
 *   <li>every entry has the bytes its name says, or a repaired copy of it has;
 *   <li>what was once proven to be there ({@link SourceJournal#provenNow}) still is.
 * </ul>
 *
 * <p>It does not promise that each state is there: one that was overwritten before anybody looked
 * is kept by nobody. Both buckets are to be at rest. Calls block; one thread's.
 */
public final class Verifier implements AutoCloseable {
  private final HttpClient http = HttpClient.newHttpClient();
  private final BucketReader source;
  private final BucketReader backup;
  private final SourceJournal journal;

  private final List<Finding> findings = new ArrayList<>();
  private int repeats;
  private int repaired;
  private int versions;
  private int markers;
  private long bytes;

  /**
   * @param backup with the prefix of the source in it
   * @param clock as the endpoints have it
   */
  public Verifier(
      BucketAddress source, BucketAddress backup, SourceJournal journal, InstantSource clock) {
    this.source = new BucketReader(http, source, clock);
    this.backup = new BucketReader(http, backup, clock);
    this.journal = journal;
  }

  /**
   * Whether each key's greatest entry is as the source is: quick, from two listings and a journal.
   */
  public synchronized List<Finding> pending(Promise promise) {
    findings.clear();
    Map<String, List<HeldCopy>> held = BackupIndex.read(backup).entries();
    journal.histories().forEach((key, states) -> greatest(key, states, held.get(key), promise));
    return List.copyOf(findings);
  }

  /** Reads everything. */
  public synchronized Verdict verify(Promise promise) {
    findings.clear();
    repeats = 0;
    repaired = 0;
    versions = 0;
    markers = 0;
    bytes = 0;
    Map<String, List<State>> states = journal.histories();
    Map<String, StoredBytes> now = new TreeMap<>();
    source.list().forEach(object -> now.put(object.name(), source.read(object.name())));
    compareJournal(states, now);

    BackupIndex index = BackupIndex.read(backup);
    index.foreign().forEach(name -> found(Check.FOREIGN, name, "the format has no such name"));
    states.forEach((key, history) -> greatest(key, history, index.entries().get(key), promise));
    index
        .entries()
        .forEach(
            (key, held) ->
                key(key, states.getOrDefault(key, List.of()), held, now.get(key), promise));
    states.forEach((key, history) -> kept(key, history, index.entries().get(key)));
    return new Verdict(
        List.copyOf(findings), now.size(), versions, markers, repaired, repeats, bytes);
  }

  @Override
  public void close() {
    http.close();
  }

  private void compareJournal(Map<String, List<State>> states, Map<String, StoredBytes> now) {
    Set<String> keys = new HashSet<>(states.keySet());
    keys.addAll(now.keySet());
    for (String key : keys) {
      String told = states.containsKey(key) ? states.get(key).getLast().sha256() : "";
      StoredBytes read = now.get(key);
      String held = read == null ? "" : read.sha256();
      if (!told.equals(held)) {
        found(
            Check.JOURNAL_IS_RIGHT,
            key,
            "the source holds " + orNothing(held) + ", the journal says " + orNothing(told));
      }
    }
  }

  private void greatest(
      String key, List<State> states, @Nullable List<HeldCopy> held, Promise promise) {
    State last = states.getLast();
    if (held == null) {
      if (!last.isGone()) {
        found(Check.PROTECTED, key, "there is nothing of it in the backup");
      }
      return;
    }
    BackupEntry greatest = held.getLast().entry();
    if (last.isGone()) {
      if (greatest.kind() == Kind.VERSION && !promise.deletionsHeldBack().test(key)) {
        found(Check.DELETION_TOLD, key, "it is gone, its greatest entry is " + greatest.copyOf());
      }
    } else if (!greatest.sha256().equals(last.sha256())) {
      found(
          Check.PROTECTED,
          key,
          "the source holds " + last.sha256() + ", its greatest entry is " + greatest.copyOf());
    }
  }

  private void key(
      String key,
      List<State> states,
      List<HeldCopy> held,
      @Nullable StoredBytes now,
      Promise promise) {
    Map<String, List<HeldCopy>> byVersion = new LinkedHashMap<>();
    held.forEach(
        copy -> byVersion.computeIfAbsent(copy.entry().copyOf(), _ -> new ArrayList<>()).add(copy));
    @Nullable StoredBytes greatest = null;
    for (Map.Entry<String, List<HeldCopy>> version : byVersion.entrySet()) {
      greatest = bytes(key, version.getKey(), version.getValue());
    }
    List<BackupEntry> entries =
        byVersion.values().stream().map(copies -> copies.getFirst().entry()).toList();
    History history = new History(states, promise.mayRepeat());
    history.compare(entries, (check, detail) -> found(check, key, detail));
    repeats += history.repeats();
    if (now != null && greatest != null && greatest.sha256().equals(now.sha256())) {
      headers(key, now, greatest);
    }
  }

  /** Reads all copies of one version; gives the one that a reader would take. */
  private @Nullable StoredBytes bytes(String key, String name, List<HeldCopy> copies) {
    @Nullable StoredBytes right = null;
    for (HeldCopy copy : copies) {
      StoredBytes read = backup.read(copy.name());
      bytes += read.size();
      boolean asNamed =
          copy.entry().kind() == Kind.VERSION
              ? read.sha256().equals(copy.entry().sha256())
              : read.size() == 0;
      if (asNamed) {
        right = read;
      }
      if (read.size() != copy.size()) {
        found(Check.BYTES, key, copy.name() + " is not as long as it is listed");
      }
      if (copy.entry().repair() > 0) {
        repaired++;
      }
    }
    if (copies.getFirst().entry().kind() == Kind.VERSION) {
      versions++;
    } else {
      markers++;
    }
    if (right == null) {
      found(Check.BYTES, key, "no copy of " + name + " has the bytes its name says");
    }
    return right;
  }

  private void headers(String key, StoredBytes now, StoredBytes greatest) {
    Map<String, String> restored = restored(greatest.headers());
    if (!restored.equals(now.headers())) {
      found(
          Check.HEADERS, key, "the source has " + now.headers() + ", a restore gives " + restored);
    }
  }

  private static Map<String, String> restored(Map<String, String> headers) {
    String ours = "x-amz-meta-continuity-";
    String own = ours + "own-";
    Map<String, String> restored = new TreeMap<>();
    headers.forEach(
        (name, value) -> {
          if (name.startsWith(own)) {
            restored.put("x-amz-meta-" + name.substring(own.length()), value);
          } else if (!name.startsWith(ours)) {
            restored.put(name, value);
          }
        });
    return restored;
  }

  private void kept(String key, List<State> states, @Nullable List<HeldCopy> held) {
    for (State state : states) {
      boolean there =
          held != null
              && held.stream().anyMatch(copy -> copy.entry().sha256().equals(state.sha256()));
      if (state.isProven() && !state.isGone() && !there) {
        found(Check.KEPT, key, state.sha256() + " was protected and is there no more");
      }
    }
  }

  private void found(Check check, String subject, String detail) {
    findings.add(new Finding(check, subject, detail));
  }

  private static String orNothing(String sha256) {
    return sha256.isEmpty() ? "nothing" : sha256;
  }
}
