/**
 * The guard of each source's deletions: lets single ones through, and freezes all that wait where
 * so much is gone at once that a person must decide. {@link
 * fr.mangatheque.continuity.processors.guard.Guard} is the way in.
 */
@NullMarked
package fr.mangatheque.continuity.processors.guard;

import org.jspecify.annotations.NullMarked;
