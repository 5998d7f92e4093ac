/**
 * What workers have in common, whatever they do: a consumer, a thread that begins again, and runs
 * of jobs from request to report. Any feature may use it; it knows none.
 */
@NullMarked
package fr.mangatheque.continuity.processors.work;

import org.jspecify.annotations.NullMarked;
