package fr.mangatheque.continuity.app.demo.watch;

import fr.mangatheque.continuity.app.demo.site.Upload;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Measures from outside how long an upload was in one place only: from the answer to the upload to
 * the first successful HEAD of an entry with its hash and size in the backup. It lists the folders
 * of what is awaited and asks for what is new there, every {@value #PAUSE_MILLIS} ms or as often as
 * half of a thread can; what it measures is longer than the truth by up to that.
 */
public final class SafetyPoller implements AutoCloseable {
  private static final long PAUSE_MILLIS = 40;

  /** A listing of a folder that gives this many names costs what a listing of one key does. */
  private static final int NAMES_A_LISTING = 16;

  private final BackupView backup;
  private final Map<Upload, Latencies> awaited = new ConcurrentHashMap<>();
  private final Map<String, Integer> folderSizes = new HashMap<>();
  private final LongAdder seen = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final Thread thread;
  private volatile boolean closed;

  public SafetyPoller(BackupView backup) {
    this.backup = backup;
    this.thread = Thread.ofPlatform().daemon().name("safety-poller").start(this::run);
  }

  /**
   * Looks out for it from now on.
   *
   * @param latencies told how long it took
   */
  public void await(Upload upload, Latencies latencies) {
    awaited.put(upload, latencies);
  }

  /** Uploads not seen in the backup yet. */
  public int waiting() {
    return awaited.size();
  }

  /** Whether this one was seen. */
  public boolean safe(Upload upload) {
    return !awaited.containsKey(upload);
  }

  /** Uploads seen in the backup. */
  public int seen() {
    return seen.intValue();
  }

  /** Of uploads seen. */
  public long bytes() {
    return bytes.sum();
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (!closed) {
      long started = System.nanoTime();
      try {
        look();
      } catch (SdkException e) {
        // The backup may be away: that is part of the story, and the next round asks again.
        folderSizes.clear();
      }
      long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
      try {
        Thread.sleep(Math.max(PAUSE_MILLIS, took));
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void look() {
    Map<String, List<Upload>> folders =
        awaited.keySet().stream().collect(Collectors.groupingBy(SafetyPoller::folder));
    for (Map.Entry<String, List<Upload>> folder : folders.entrySet()) {
      Collection<BackupEntry> entries = entries(folder.getKey(), folder.getValue());
      Map<String, BackupEntry> byState = new HashMap<>();
      entries.stream()
          .filter(entry -> !entry.marker())
          .forEach(entry -> byState.put(entry.key() + "\n" + entry.sha256(), entry));
      for (Upload upload : folder.getValue()) {
        BackupEntry entry = byState.get(upload.key() + "\n" + upload.sha256());
        if (entry != null && backup.head(entry).contentLength() == upload.size()) {
          seen(upload);
        }
      }
    }
  }

  private Collection<BackupEntry> entries(String folder, List<Upload> uploads) {
    int listings = Math.ceilDiv(folderSizes.getOrDefault(folder, 0), NAMES_A_LISTING);
    if (listings <= uploads.size()) {
      List<BackupEntry> all = backup.list(BackupEntry.OBJECTS + folder);
      folderSizes.put(folder, all.size());
      return all;
    }
    Set<String> keys = new HashSet<>();
    List<BackupEntry> some = new ArrayList<>();
    for (Upload upload : uploads) {
      if (keys.add(upload.key())) {
        some.addAll(backup.entries(upload.key()));
      }
    }
    return some;
  }

  private void seen(Upload upload) {
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - upload.nanos());
    Latencies latencies = awaited.get(upload);
    if (latencies != null) {
      latencies.add(millis);
    }
    bytes.add(upload.size());
    seen.increment();
    awaited.remove(upload);
  }

  private static String folder(Upload upload) {
    return upload.key().substring(0, upload.key().lastIndexOf('/') + 1);
  }
}
