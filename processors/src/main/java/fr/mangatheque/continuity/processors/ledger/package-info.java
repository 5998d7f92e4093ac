/**
 * The ledger: one state machine per object that decides what is asked of the copy workers.
 *
 * <p>Decisions ({@link fr.mangatheque.continuity.processors.ledger.LedgerStep}) are pure; the
 * topology around them keeps state, indexes and the clock.
 */
@NullMarked
package fr.mangatheque.continuity.processors.ledger;

import org.jspecify.annotations.NullMarked;
