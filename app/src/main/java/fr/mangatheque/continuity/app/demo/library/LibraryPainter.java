package fr.mangatheque.continuity.app.demo.library;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Paints a library of manga: covers in colour, pages in grey, some as line art. The same number
 * gives the same bytes on the same Java. No fonts are needed, and no display.
 */
public final class LibraryPainter {
  private final Path directory;

  /**
   * @param directory where the files go; it is made
   */
  public LibraryPainter(Path directory) {
    this.directory = directory;
  }

  /**
   * Paints, on all processors.
   *
   * @param covers at least one
   * @param painted called after each picture, from any thread
   */
  public Library paint(int covers, int pages, Runnable painted) throws InterruptedException {
    List<Future<Picture>> jobs = new ArrayList<>();
    int processors = Runtime.getRuntime().availableProcessors();
    ExecutorService painters = Executors.newFixedThreadPool(processors, LibraryPainter::thread);
    try {
      for (Plan.Item item : Plan.of(covers, pages)) {
        jobs.add(
            painters.submit(
                () -> {
                  Picture picture = write(item.key(), item.contentType(), Artwork.of(item));
                  painted.run();
                  return picture;
                }));
      }
      List<Picture> pictures = new ArrayList<>(jobs.size());
      for (Future<Picture> job : jobs) {
        pictures.add(job.get());
      }
      return new Library(pictures);
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot paint the library in " + directory, e.getCause());
    } finally {
      painters.shutdownNow();
      // Nobody writes to the directory once this returns.
      painters.close();
    }
  }

  /**
   * Another picture for a key that has one: a new edition.
   *
   * @param edition differs between editions
   */
  public static byte[] edition(Picture picture, int edition) {
    Plan.Kind kind = picture.cover() ? Plan.Kind.COVER : Plan.Kind.PAGE;
    return Artwork.of(Plan.item(picture.key() + "#" + edition, kind));
  }

  private Picture write(String key, String contentType, byte[] content) {
    Path file = directory.resolve(key);
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write " + file, e);
    }
    return new Picture(key, contentType, file, content.length);
  }

  private static Thread thread(Runnable work) {
    return Thread.ofPlatform().daemon().name("painter").unstarted(work);
  }
}
