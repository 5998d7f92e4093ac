package fr.mangatheque.continuity.app.faults;

import fr.mangatheque.continuity.app.faults.Move.Fate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Changes the source, writes down what it did, and tells of it, as far as it is let. */
final class Application {
  private static final int SHUFFLED_AT_ONCE = 5;
  private static final List<Map<String, String>> HEADERS =
      List.of(
          Map.of("Content-Type", "image/webp"),
          Map.of("Content-Type", "image/webp", "x-amz-meta-title", "One Piece"),
          Map.of(
              "Content-Type",
              "image/png",
              "Cache-Control",
              "public, max-age=31536000",
              "x-amz-meta-continuity-own-x",
              "theirs"));

  private final FaultSite site;
  private final Teller teller;
  private final Random random;
  private final List<UploadEvent> shuffled = new ArrayList<>();
  private final AtomicInteger extras = new AtomicInteger();
  private final AtomicInteger lost = new AtomicInteger();
  private final AtomicInteger forged = new AtomicInteger();
  private final AtomicInteger late = new AtomicInteger();

  Application(FaultSite site, Teller teller, long seed) {
    this.site = site;
    this.teller = teller;
    this.random = new Random(seed);
  }

  void upload(Move.Upload upload) {
    write(upload.key(), bytes(upload.content(), upload.size()), upload.headers());
    tell(UploadEvent.created(upload.key()), upload.fate());
  }

  /** Uploads something that no schedule has, so that a fault finds something to strike. */
  void uploadExtra(int count) {
    String key = "extra/" + count % 10;
    write(key, bytes(1_000_000_000L + extras.getAndIncrement(), 3000), 0);
    teller.tell(UploadEvent.created(key));
  }

  /** Uploads without a word. */
  void write(String key, byte[] bytes, int headers) {
    site.journal().held(key, bytes, () -> site.origin().put(key, bytes, HEADERS.get(headers)));
  }

  void remove(String key, Fate fate) {
    erase(key);
    tell(UploadEvent.removed(key), fate);
  }

  /** Removes without a word. */
  void erase(String key) {
    site.journal().gone(key, () -> site.origin().remove(key));
  }

  void forge(String key) {
    forged.incrementAndGet();
    teller.tell(new UploadEvent(key, false, "0123456789abcdef0123456789abcdef", 17L, null));
  }

  void tell(UploadEvent event) {
    teller.tell(event);
  }

  /** Tells what was kept back to be shuffled. */
  synchronized void flush() {
    Collections.shuffle(shuffled, random);
    shuffled.forEach(teller::tell);
    shuffled.clear();
  }

  int lostEvents() {
    return lost.get();
  }

  int forgedEvents() {
    return forged.get();
  }

  /** Whether what is late has come. */
  boolean nothingIsLate() {
    return late.get() == 0;
  }

  private synchronized void tell(UploadEvent event, Fate fate) {
    switch (fate) {
      case TOLD -> teller.tell(event);
      case TOLD_THRICE -> {
        teller.tell(event);
        teller.tell(event);
        teller.tell(event);
      }
      case LATE -> {
        late.incrementAndGet();
        var _ =
            CompletableFuture.runAsync(
                () -> {
                  teller.tell(event);
                  late.decrementAndGet();
                },
                CompletableFuture.delayedExecutor(4, TimeUnit.SECONDS));
      }
      case BACKDATED ->
          teller.tell(
              new UploadEvent(
                  event.key(),
                  event.removed(),
                  null,
                  null,
                  Instant.now().minus(Duration.ofHours(1))));
      case SHUFFLED -> {
        shuffled.add(event);
        if (shuffled.size() == SHUFFLED_AT_ONCE) {
          flush();
        }
      }
      case MISTAKEN ->
          teller.tell(
              new UploadEvent(
                  event.key(), event.removed(), "ffffffffffffffffffffffffffffffff", 1L, null));
      case LOST -> lost.incrementAndGet();
    }
  }

  static byte[] bytes(long content, int size) {
    byte[] bytes = new byte[size];
    new Random(content).nextBytes(bytes);
    return bytes;
  }
}
