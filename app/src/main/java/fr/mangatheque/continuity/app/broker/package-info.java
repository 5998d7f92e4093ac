/** Kafka in this process, for one machine: records are kept on disk and outlive it. */
@NullMarked
package fr.mangatheque.continuity.app.broker;

import org.jspecify.annotations.NullMarked;
