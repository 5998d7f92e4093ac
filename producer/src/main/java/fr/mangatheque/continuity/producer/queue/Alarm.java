package fr.mangatheque.continuity.producer.queue;

import fr.mangatheque.continuity.producer.failure.Trouble;
import java.time.Duration;

/** Who hears of troubles. */
interface Alarm {
  void raise(Trouble trouble, boolean permanent, String detail, Duration clearsAfter);

  void clear(Trouble trouble);
}
