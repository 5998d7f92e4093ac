package fr.mangatheque.continuity.testkit.queue;

/** What a consumer may ask. */
public enum Operation {
  PULL,
  ACK
}
