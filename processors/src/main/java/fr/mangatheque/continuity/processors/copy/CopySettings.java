package fr.mangatheque.continuity.processors.copy;

import fr.mangatheque.continuity.storage.staging.StagingLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What bounds the copy worker of one process.
 *
 * @param concurrency copies at a time, from 1
 * @param memoryBudget bytes of content held in memory at most
 * @param inMemoryUpTo larger objects are staged in a file, in bytes
 * @param diskBudget bytes of content held in files at most
 * @param stagingDir where those files are; of this process alone
 * @param readBackFirst so many entries of each source are read back in full after a start
 * @param readBackOneIn then one in so many
 * @param allowance how long a copy may take by its size
 */
public record CopySettings(
    int concurrency,
    long memoryBudget,
    long inMemoryUpTo,
    long diskBudget,
    Path stagingDir,
    int readBackFirst,
    int readBackOneIn,
    Allowance allowance) {
  private static final long MIB = 1024 * 1024;
  // while it waits the source holds a connection open for it
  private static final Duration LONGEST_WAIT_FOR_ROOM = Duration.ofSeconds(10);

  /** What the design asks for, with files under {@code stagingDir}. */
  public static CopySettings defaults(Path stagingDir) {
    return new CopySettings(
        64, 256 * MIB, 8 * MIB, 8192 * MIB, stagingDir, 10, 1000, Allowance.DEFAULT);
  }

  public CopySettings {
    List<String> faults = new ArrayList<>();
    require(concurrency >= 1 && concurrency <= 4096, "concurrency is from 1 to 4096", faults);
    require(inMemoryUpTo >= 0, "in-memory-up-to is not negative", faults);
    require(memoryBudget >= MIB, "memory-budget is at least 1 MiB", faults);
    require(memoryBudget >= inMemoryUpTo, "memory-budget is at least in-memory-up-to", faults);
    require(diskBudget >= 0, "disk-budget is not negative", faults);
    require(readBackFirst >= 0, "read-back-first is not negative", faults);
    require(readBackOneIn >= 1, "read-back-one-in is at least 1", faults);
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException("copy: " + String.join("; ", faults));
    }
  }

  /** What staging is to keep to. */
  StagingLimits staging() {
    return new StagingLimits(
        memoryBudget, inMemoryUpTo, stagingDir, diskBudget, LONGEST_WAIT_FOR_ROOM);
  }

  private static void require(boolean holds, String what, List<String> faults) {
    if (!holds) {
      faults.add(what);
    }
  }

  public CopySettings withConcurrency(int tasks) {
    return new CopySettings(
        tasks,
        memoryBudget,
        inMemoryUpTo,
        diskBudget,
        stagingDir,
        readBackFirst,
        readBackOneIn,
        allowance);
  }

  public CopySettings withReadBack(int first, int oneIn) {
    return new CopySettings(
        concurrency, memoryBudget, inMemoryUpTo, diskBudget, stagingDir, first, oneIn, allowance);
  }

  public CopySettings withAllowance(Allowance other) {
    return new CopySettings(
        concurrency,
        memoryBudget,
        inMemoryUpTo,
        diskBudget,
        stagingDir,
        readBackFirst,
        readBackOneIn,
        other);
  }
}
