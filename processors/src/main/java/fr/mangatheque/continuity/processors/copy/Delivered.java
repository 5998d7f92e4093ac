package fr.mangatheque.continuity.processors.copy;

/**
 * A record that was delivered.
 *
 * @param assigned the partition, as it was assigned at that time
 * @param mayHaveBeenTried whether it may have been delivered before, here or elsewhere
 */
record Delivered(AssignedPartition assigned, long offset, boolean mayHaveBeenTried) {}
