/** Grants that backups are read back: how much, and within what time all of it. */
@NullMarked
package fr.mangatheque.continuity.processors.scrub;

import org.jspecify.annotations.NullMarked;
