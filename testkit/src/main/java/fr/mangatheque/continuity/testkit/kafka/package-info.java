/** A Kafka broker in the process of a test. */
@NullMarked
package fr.mangatheque.continuity.testkit.kafka;

import org.jspecify.annotations.NullMarked;
