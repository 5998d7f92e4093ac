package fr.mangatheque.continuity.testkit.s3;

/** What outlives connections and restarts of a server. */
record S3State(
    S3Service service, Faults faults, Counters counters, Journal journal, ServerClock clock) {}
