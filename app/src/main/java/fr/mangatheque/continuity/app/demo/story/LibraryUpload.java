package fr.mangatheque.continuity.app.demo.story;

import fr.mangatheque.continuity.app.demo.library.Picture;
import fr.mangatheque.continuity.app.demo.site.Event;
import fr.mangatheque.continuity.app.demo.site.Upload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Uploads pictures at a pace, in the background: covers one by one, pages a few at a time; and
 * tells of them in all forms in turn.
 */
final class LibraryUpload implements AutoCloseable {
  /** In a request. Fewer where the library is so small that a form would have no turn. */
  private static final int MOST = 5;

  private static final int UPLOADERS = 3;

  private final Cast cast;
  private final List<List<Picture>> batches;
  private final long nanosAPicture;
  private final AtomicInteger uploaded = new AtomicInteger();
  private final ExecutorService uploaders =
      Executors.newFixedThreadPool(
          UPLOADERS + 1, Thread.ofVirtual().name("application-", 0).factory());
  private final CompletableFuture<Void> done = new CompletableFuture<>();

  /**
   * @param rate pictures a second, at most
   */
  LibraryUpload(Cast cast, List<Picture> pictures, int rate) {
    this.cast = cast;
    int forms = cast.forms().told().size();
    this.batches = batches(pictures, Math.clamp(pictures.size() / forms, 1, MOST));
    this.nanosAPicture = TimeUnit.SECONDS.toNanos(1) / rate;
  }

  void start() {
    uploaders.execute(this::pace);
  }

  int uploaded() {
    return uploaded.get();
  }

  /**
   * Whether all is uploaded and told.
   *
   * @throws java.util.concurrent.CompletionException if something could not be
   */
  boolean done() {
    if (done.isCompletedExceptionally()) {
      done.join();
    }
    return done.isDone();
  }

  @Override
  public void close() {
    uploaders.shutdownNow();
  }

  private void pace() {
    try {
      List<CompletableFuture<Void>> all = new ArrayList<>();
      long due = System.nanoTime();
      for (List<Picture> batch : batches) {
        TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
        due += nanosAPicture * batch.size();
        all.add(CompletableFuture.runAsync(() -> upload(batch), uploaders));
        all.removeIf(CompletableFuture::isDone);
        while (all.size() >= UPLOADERS) {
          CompletableFuture.anyOf(all.toArray(CompletableFuture[]::new)).join();
          all.stream().filter(CompletableFuture::isDone).forEach(CompletableFuture::join);
          all.removeIf(CompletableFuture::isDone);
        }
      }
      all.forEach(CompletableFuture::join);
      done.complete(null);
    } catch (InterruptedException | RuntimeException e) {
      done.completeExceptionally(e);
    }
  }

  private void upload(List<Picture> batch) {
    List<Event> events = new ArrayList<>(batch.size());
    for (Picture picture : batch) {
      Upload upload =
          cast.application().upload(picture.key(), picture.contentType(), content(picture));
      cast.poller().await(upload, cast.latencies());
      events.add(Event.created(cast.source(), upload));
      uploaded.incrementAndGet();
    }
    try {
      cast.forms().tell(events);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while posting events", e);
    }
  }

  private static List<List<Picture>> batches(List<Picture> pictures, int size) {
    List<List<Picture>> batches = new ArrayList<>();
    List<Picture> batch = new ArrayList<>();
    for (Picture picture : pictures) {
      batch.add(picture);
      if (picture.cover() || batch.size() == size) {
        batches.add(List.copyOf(batch));
        batch.clear();
      }
    }
    if (!batch.isEmpty()) {
      batches.add(List.copyOf(batch));
    }
    return batches;
  }

  private static byte[] content(Picture picture) {
    try {
      return Files.readAllBytes(picture.file());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read " + picture.file(), e);
    }
  }
}
