package fr.mangatheque.continuity.testkit.s3;

import java.time.InstantSource;
import java.util.Set;

/**
 * How a server is to be.
 *
 * @param port 0 for any that is free
 * @param smallestPart bytes that each part of a multipart upload but the last must have
 * @param seed of the faults that strike by chance
 */
record S3Options(
    int port, String region, Set<Quirk> quirks, long smallestPart, long seed, InstantSource clock) {
  S3Options {
    quirks = Set.copyOf(quirks);
  }
}
