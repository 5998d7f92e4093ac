package fr.mangatheque.continuity.processors.copy;

/**
 * When a partition is paused and when it is resumed, by the number of its requests not answered.
 *
 * @param high so many and it is paused
 * @param low so few and it is resumed
 */
record WaterMarks(int high, int low) {
  WaterMarks {
    if (low < 0 || high <= low) {
      throw new IllegalArgumentException("the high mark is above the low: " + high + ", " + low);
    }
  }

  /** Enough to keep all tasks busy with one partition. */
  static WaterMarks forTasks(int concurrency) {
    return new WaterMarks(4 * concurrency, 2 * concurrency);
  }

  boolean pause(boolean paused, int outstanding) {
    return paused ? outstanding > low : outstanding >= high;
  }
}
