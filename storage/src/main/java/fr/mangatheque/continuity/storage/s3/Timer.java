package fr.mangatheque.continuity.storage.s3;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs what is short, later, on one thread for all. Most of it is cancelled before its time: while
 * something else is due earlier, neither asking for it nor cancelling it wakes that thread, as it
 * does where the pools of virtual threads keep the time.
 */
final class Timer {
  private static final ScheduledThreadPoolExecutor THREAD = thread();

  private Timer() {}

  private static ScheduledThreadPoolExecutor thread() {
    var thread =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("request-timer").factory());
    thread.setRemoveOnCancelPolicy(true);
    return thread;
  }

  static Future<?> after(long nanos, Runnable task) {
    return THREAD.schedule(task, nanos, TimeUnit.NANOSECONDS);
  }
}
