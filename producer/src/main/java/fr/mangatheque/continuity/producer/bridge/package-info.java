/** Events that applications write as JSON to a topic of their own, made into hints. */
@NullMarked
package fr.mangatheque.continuity.producer.bridge;

import org.jspecify.annotations.NullMarked;
