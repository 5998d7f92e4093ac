/** The HTTP intake: senders post events, and hear 202 once Kafka keeps them. */
@NullMarked
package fr.mangatheque.continuity.producer.intake;

import org.jspecify.annotations.NullMarked;
