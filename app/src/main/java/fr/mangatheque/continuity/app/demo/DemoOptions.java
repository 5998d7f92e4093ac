package fr.mangatheque.continuity.app.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a demo is asked for.
 *
 * @param exit whether it ends after its story
 * @param keep where all of it is kept, an empty directory or none yet; null for a temporary one
 * @param json where the figures go; null if nowhere
 * @param library whose images are uploaded; null to paint some
 * @param covers to paint
 * @param pages to paint
 * @param rate uploads a second, at most
 */
public record DemoOptions(
    boolean exit,
    @Nullable Path keep,
    @Nullable Path json,
    @Nullable Path library,
    int covers,
    int pages,
    int rate) {
  /** Covers that are painted. */
  public static final int COVERS = 12;

  /** Pages that are painted if nobody says otherwise. */
  public static final int PAGES = 600;

  /** Uploads a second if nobody says otherwise. */
  public static final int RATE = 15;

  private static final int LEAST_PAGES = 6;
  private static final int FASTEST = 1000;

  public DemoOptions {
    if (covers < 1 || pages < LEAST_PAGES) {
      throw new IllegalArgumentException(
          "The story needs a cover and at least " + LEAST_PAGES + " pages.");
    }
    if (json != null && !Files.isDirectory(json.toAbsolutePath().normalize().getParent())) {
      throw new IllegalArgumentException("There is no directory for " + json);
    }
    if (rate < 1 || rate > FASTEST) {
      throw new IllegalArgumentException("A rate is 1 to " + FASTEST + " uploads a second.");
    }
  }
}
