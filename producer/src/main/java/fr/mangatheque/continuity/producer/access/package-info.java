/** Secrets and tokens, ours and those of senders. */
@NullMarked
package fr.mangatheque.continuity.producer.access;

import org.jspecify.annotations.NullMarked;
