/** Notifications are delivered beside the topology, retried until they arrive. */
@NullMarked
package fr.mangatheque.continuity.notifier.delivery;

import org.jspecify.annotations.NullMarked;
