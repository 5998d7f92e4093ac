/**
 * Cloudflare Queues in this process, as far as an HTTP pull consumer sees them: what the documents
 * allow it does, what they do not it refuses.
 */
@NullMarked
package fr.mangatheque.continuity.testkit.queue;

import org.jspecify.annotations.NullMarked;
