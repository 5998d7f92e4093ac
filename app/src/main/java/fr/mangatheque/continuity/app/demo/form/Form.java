package fr.mangatheque.continuity.app.demo.form;

import fr.mangatheque.continuity.app.demo.site.Event;
import java.util.List;

/** A way to tell of uploads. Thread-safe. */
public interface Form {
  /** A few words for people. */
  String name();

  /** Tells of some; what is told has been taken. */
  void tell(List<Event> events) throws InterruptedException;
}
