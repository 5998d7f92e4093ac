/**
 * Pulls events out of Cloudflare Queues, where R2 puts them. A message is acknowledged there only
 * once Kafka keeps what it says: a crash anywhere makes it come again.
 */
@NullMarked
package fr.mangatheque.continuity.producer.queue;

import org.jspecify.annotations.NullMarked;
