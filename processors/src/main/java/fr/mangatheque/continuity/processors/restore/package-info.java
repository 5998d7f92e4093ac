/**
 * Gives back what the backup holds, as of any moment, from the backup bucket alone: a plan, its
 * execution, a report. Knows nothing of commands, Kafka or configuration.
 */
@NullMarked
package fr.mangatheque.continuity.processors.restore;

import org.jspecify.annotations.NullMarked;
