package fr.mangatheque.continuity.producer.queue;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a pull brought.
 *
 * @param messages leased to us, in the order given
 * @param unusable messages of the answer that lack what it takes to handle them: their leases end
 *     by themselves
 * @param backlog messages in the queue that nobody acknowledged, by its own count; null if not said
 */
record Pulled(List<QueueMessage> messages, int unusable, @Nullable Long backlog) {
  Pulled {
    messages = List.copyOf(messages);
  }

  int size() {
    return messages.size() + unusable;
  }
}
