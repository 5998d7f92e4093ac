/**
 * Drills: a restore into a scratch target that is compared, measured, told of and thrown away, so
 * that nobody finds out on the day. Reports are kept beside the backup, under {@code drills/}.
 */
@NullMarked
package fr.mangatheque.continuity.processors.drill;

import org.jspecify.annotations.NullMarked;
