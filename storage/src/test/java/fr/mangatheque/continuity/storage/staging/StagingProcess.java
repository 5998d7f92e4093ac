package fr.mangatheque.continuity.storage.staging;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Duration;

/** A process that stages a file, says so and waits to be killed. */
final class StagingProcess {
  static final String STAGED = "staged";

  private StagingProcess() {}

  public static void main(String[] args) throws Exception {
    Staging staging =
        Staging.open(
            new StagingLimits(1 << 20, 0, Path.of(args[0]), 1 << 20, Duration.ofSeconds(1)));
    staging.stage(new ByteArrayInputStream(new byte[100_000]), 100_000, "GET of k");
    System.out.println(STAGED);
    System.in.read();
  }
}
