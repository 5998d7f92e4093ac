/** Hints on their way into Kafka, whoever sends them. */
@NullMarked
package fr.mangatheque.continuity.producer.hint;

import org.jspecify.annotations.NullMarked;
