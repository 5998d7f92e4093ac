/**
 * Scans: what no event told is found by listing buckets. A coordinator cuts a listing into shards
 * and slices and says when it is complete; workers list a slice at a time.
 *
 * <p>Decisions ({@link fr.mangatheque.continuity.processors.scan.ScanTurn}) are pure; the topology
 * around them keeps states and the clock.
 */
@NullMarked
package fr.mangatheque.continuity.processors.scan;

import org.jspecify.annotations.NullMarked;
