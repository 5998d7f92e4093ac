/** What tests need: S3 with faults, embedded brokers, an independent verifier. */
@NullMarked
package fr.mangatheque.continuity.testkit;

import org.jspecify.annotations.NullMarked;
