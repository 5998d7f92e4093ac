/** Connections from senders: how many, for how long, and in how much memory. */
@NullMarked
package fr.mangatheque.continuity.producer.connection;

import org.jspecify.annotations.NullMarked;
