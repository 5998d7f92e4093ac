package fr.mangatheque.continuity.app.demo;

import fr.mangatheque.continuity.app.config.Configuration;
import fr.mangatheque.continuity.app.demo.library.Library;
import fr.mangatheque.continuity.app.demo.library.LibraryFolder;
import fr.mangatheque.continuity.app.demo.library.LibraryPainter;
import fr.mangatheque.continuity.app.demo.screen.Screen;
import fr.mangatheque.continuity.app.demo.story.Roles;
import fr.mangatheque.continuity.app.run.Pipeline;
import fr.mangatheque.continuity.app.run.Role;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** Gets the library and the pipeline ready, beside each other, and shows how far they are. */
final class Beginning {
  private static final long LOOK_MILLIS = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final DemoOptions options;
  private final Workplace place;
  private final Screen screen;
  private final AtomicInteger painted = new AtomicInteger();

  Beginning(DemoOptions options, Workplace place, Screen screen) {
    this.options = options;
    this.place = place;
    this.screen = screen;
  }

  /** A pipeline that works, and what it will protect. */
  record Ready(Pipeline pipeline, Library library) {}

  Ready await(Configuration configuration, InstantSource clock) throws InterruptedException {
    FutureTask<Library> library = new FutureTask<>(library());
    FutureTask<Pipeline> pipeline =
        new FutureTask<>(() -> Pipeline.start(configuration, EnumSet.allOf(Role.class), clock));
    Thread painting = Thread.ofPlatform().daemon().name("library").start(library);
    Thread starting = Thread.ofPlatform().daemon().name("pipeline").start(pipeline);
    try {
      Pipeline started = result(pipeline, "The pipeline could not start");
      awaitHealth(started);
      return new Ready(started, result(library, "The library could not be had"));
    } catch (InterruptedException | RuntimeException e) {
      painting.interrupt();
      starting.interrupt();
      abandon(pipeline);
      painting.join();
      throw e;
    }
  }

  /** A folder that will not do is said at once. */
  private Callable<Library> library() {
    Path folder = options.library();
    if (folder == null) {
      return () ->
          new LibraryPainter(place.of("library"))
              .paint(options.covers(), options.pages(), painted::incrementAndGet);
    }
    Library library = LibraryFolder.open(folder);
    if (library.pictures().size() < Roles.LEAST) {
      throw new IllegalArgumentException(
          "The story needs at least " + Roles.LEAST + " images; " + folder + " has fewer");
    }
    return () -> library;
  }

  private <T> T result(FutureTask<T> task, String fault) throws InterruptedException {
    while (true) {
      try {
        return task.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException _) {
        draw();
      } catch (ExecutionException e) {
        throw new IllegalStateException(fault, e.getCause());
      }
    }
  }

  private void awaitHealth(Pipeline pipeline) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!pipeline.troubles().isEmpty()) {
      if (System.nanoTime() - end > 0) {
        throw new IllegalStateException(
            "The pipeline is not ready: " + String.join("; ", pipeline.troubles()));
      }
      draw();
      Thread.sleep(LOOK_MILLIS);
    }
  }

  private void draw() {
    int all = options.covers() + options.pages();
    String parts = "broker, ledger, copy workers and notifier start";
    screen.progress(
        painted.get(),
        all,
        options.library() != null
            ? parts
            : parts + " · %d of %d images painted".formatted(painted.get(), all));
  }

  private static void abandon(FutureTask<Pipeline> starting) {
    try {
      starting.get().close();
    } catch (ExecutionException _) {
      // It never came to be, and took back what it had started.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
