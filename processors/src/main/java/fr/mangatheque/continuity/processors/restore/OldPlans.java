package fr.mangatheque.continuity.processors.restore;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** The lists of plans in a work directory. A person may look into them for a while. */
final class OldPlans {
  static final String START = "plan-";
  private static final Duration KEPT = Duration.ofDays(30);

  private OldPlans() {}

  /** Removes those that nobody wrote to for a month: drills alone would add to them for ever. */
  static void remove(Path workDirectory, Instant now) throws IOException {
    try (DirectoryStream<Path> plans = Files.newDirectoryStream(workDirectory, START + "*")) {
      for (Path plan : plans) {
        if (Files.isDirectory(plan, LinkOption.NOFOLLOW_LINKS) && isOld(plan, now)) {
          empty(plan);
          Files.deleteIfExists(plan);
        }
      }
    }
  }

  private static boolean isOld(Path plan, Instant now) throws IOException {
    return Files.getLastModifiedTime(plan).toInstant().isBefore(now.minus(KEPT));
  }

  private static void empty(Path plan) throws IOException {
    try (DirectoryStream<Path> lists = Files.newDirectoryStream(plan, "*.tsv")) {
      for (Path list : lists) {
        Files.deleteIfExists(list);
      }
    }
  }
}
