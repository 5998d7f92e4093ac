package fr.mangatheque.continuity.producer.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What came of sending some events. Those neither taken nor refused are to be sent again. Of one
 * thread.
 */
final class Reply {
  private final List<byte[]> events;
  private final boolean[] settled;
  private final List<byte[]> taken = new ArrayList<>();
  private final SortedMap<Integer, String> refused = new TreeMap<>();
  private @Nullable Trouble trouble;

  /**
   * What to wait because of.
   *
   * @param words for a person
   * @param retryAfter how long the other side asks to wait; null if it does not say
   */
  record Trouble(String words, @Nullable Duration retryAfter) {}

  Reply(List<byte[]> events) {
    this.events = events;
    this.settled = new boolean[events.size()];
  }

  static Reply nothing(List<byte[]> events, Trouble trouble) {
    Reply reply = new Reply(events);
    reply.trouble(trouble);
    return reply;
  }

  void taken(int index) {
    if (!settled[index]) {
      settled[index] = true;
      taken.add(events.get(index));
    }
  }

  void refused(int index, String why) {
    if (!settled[index]) {
      settled[index] = true;
      refused.put(index, why);
    }
  }

  /** The first counts. */
  void trouble(Trouble met) {
    if (trouble == null) {
      trouble = met;
    }
  }

  List<byte[]> taken() {
    return taken;
  }

  /** Why, by index. */
  SortedMap<Integer, String> refused() {
    return refused;
  }

  List<byte[]> refusedEvents() {
    return refused.keySet().stream().map(events::get).toList();
  }

  List<byte[]> left() {
    List<byte[]> left = new ArrayList<>();
    for (int i = 0; i < settled.length; i++) {
      if (!settled[i]) {
        left.add(events.get(i));
      }
    }
    return left;
  }

  @Nullable Trouble trouble() {
    return trouble;
  }
}
