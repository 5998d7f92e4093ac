/** What the producers of hints tell on-call. */
@NullMarked
package fr.mangatheque.continuity.producer.failure;

import org.jspecify.annotations.NullMarked;
