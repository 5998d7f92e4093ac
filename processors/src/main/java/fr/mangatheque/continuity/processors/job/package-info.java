/**
 * Jobs: the one place that acts once on a due time. Takes ticks, asks for runs, follows them by
 * their reports, and tells when one fails, falls silent or does not come.
 *
 * <p>Decisions ({@link fr.mangatheque.continuity.processors.job.JobStep}) are pure; the topology
 * around them keeps state and the clock. Who runs a job is not known here.
 */
@NullMarked
package fr.mangatheque.continuity.processors.job;

import org.jspecify.annotations.NullMarked;
