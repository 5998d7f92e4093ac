/**
 * The ticker: tells when schedules come due. Any number may run; whoever acts on ticks does so once
 * a due time.
 */
@NullMarked
package fr.mangatheque.continuity.producer.tick;

import org.jspecify.annotations.NullMarked;
