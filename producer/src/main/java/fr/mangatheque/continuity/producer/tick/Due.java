package fr.mangatheque.continuity.producer.tick;

import java.time.Instant;

/**
 * A schedule whose time has come.
 *
 * @param at the due time
 */
record Due(Schedule schedule, Instant at) {}
