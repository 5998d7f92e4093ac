package fr.mangatheque.continuity.app.demo.watch;

import fr.mangatheque.continuity.app.demo.endpoint.BucketAccess;
import fr.mangatheque.continuity.app.demo.site.Upload;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Lists both buckets and compares every byte. It shares no code with what made the backup: names
 * are read as the public format says, contents through S3 alone.
 *
 * <p>All must hold: each object of the source is its greatest entry's bytes; every version, or a
 * repaired copy of it, is the bytes its name says; every upload of the journal is one version, and
 * no version is without an upload; a key's greatest entry is a marker exactly if it was removed;
 * nothing else lies there.
 */
public final class IndependentCheck {
  private static final String BINDING = "continuity.json";
  private static final String PROBE = "probe/";
  private static final int READERS = 4;

  private final BucketAccess source;
  private final BucketAccess backup;

  public IndependentCheck(BucketAccess source, BucketAccess backup) {
    this.source = source;
    this.backup = backup;
  }

  /**
   * Looks.
   *
   * @param uploads all there ever were
   * @param removed keys that were removed since
   */
  public CheckResult run(Collection<Upload> uploads, Set<String> removed)
      throws InterruptedException {
    try (S3Client sourceStore = source.client();
        S3Client backupStore = backup.client()) {
      Set<String> keys = new TreeSet<>(names(sourceStore, source.bucket()));
      Collection<String> names = names(backupStore, backup.bucket());
      List<String> mismatches = new ArrayList<>(strangers(names));
      Map<String, List<BackupEntry>> entries = entries(names);
      mismatches.addAll(Bookkeeping.compare(entries, keys, uploads, removed));
      Contents contents = new Contents(sourceStore, source.bucket(), backupStore, backup.bucket());
      long bytes = 0;
      for (Contents.Finding finding : read(contents, entries, keys)) {
        bytes += finding.bytes();
        mismatches.addAll(finding.mismatches());
      }
      List<BackupEntry> all = entries.values().stream().flatMap(List::stream).toList();
      int markers = (int) all.stream().filter(BackupEntry::marker).count();
      return new CheckResult(keys.size(), all.size() - markers, markers, bytes, mismatches);
    }
  }

  private static Collection<String> names(S3Client store, String bucket) {
    return store.listObjectsV2Paginator(list -> list.bucket(bucket)).contents().stream()
        .map(S3Object::key)
        .toList();
  }

  private static List<String> strangers(Collection<String> names) {
    List<String> mismatches = new ArrayList<>();
    if (!names.contains(BINDING)) {
      mismatches.add("the backup has no " + BINDING);
    }
    names.stream()
        .filter(name -> !name.equals(BINDING) && !name.startsWith(PROBE))
        .filter(name -> BackupEntry.parse(name).isEmpty())
        .forEach(name -> mismatches.add("not a name of the format: " + name));
    return mismatches;
  }

  private static Map<String, List<BackupEntry>> entries(Collection<String> names) {
    return names.stream()
        .flatMap(name -> BackupEntry.parse(name).stream())
        .sorted(BackupEntry.ORDER)
        .collect(
            Collectors.groupingBy(
                BackupEntry::key,
                TreeMap::new,
                Collectors.collectingAndThen(Collectors.toList(), IndependentCheck::valid)));
  }

  /** Of a version and its repaired copies the last one counts, as it does for a restore. */
  private static List<BackupEntry> valid(List<BackupEntry> entries) {
    return entries.stream()
        .filter(entry -> entries.stream().noneMatch(other -> other.repairs(entry)))
        .toList();
  }

  private static List<Contents.Finding> read(
      Contents contents, Map<String, List<BackupEntry>> entries, Set<String> keys)
      throws InterruptedException {
    Function<BackupEntry, Contents.Finding> ofEntry =
        entry ->
            keys.contains(entry.key()) && entry.equals(entries.get(entry.key()).getLast())
                ? contents.greatest(entry)
                : contents.earlier(entry);
    ExecutorService readers = Executors.newFixedThreadPool(READERS, Thread.ofVirtual().factory());
    try {
      List<Future<Contents.Finding>> jobs =
          entries.values().stream()
              .flatMap(List::stream)
              .filter(entry -> !entry.marker())
              .map(entry -> readers.submit(() -> ofEntry.apply(entry)))
              .toList();
      List<Contents.Finding> findings = new ArrayList<>();
      for (Future<Contents.Finding> job : jobs) {
        findings.add(job.get());
      }
      return findings;
    } catch (ExecutionException e) {
      throw new IllegalStateException("the check cannot read both buckets", e.getCause());
    } finally {
      readers.shutdownNow();
    }
  }
}
