package fr.mangatheque.continuity.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** What this process has used. */
final class Cpu {
  private static final OperatingSystemMXBean PROCESS =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private Cpu() {}

  /** Nanoseconds of all threads, since the process began. */
  static long nanos() {
    return PROCESS.getProcessCpuTime();
  }
}
