package fr.mangatheque.continuity.processors.drill;

import fr.mangatheque.continuity.processors.restore.NamedObject;
import fr.mangatheque.continuity.processors.restore.NamedObjects;
import java.util.ArrayList;
import java.util.List;

/** What is wrong: all of it counted, the first of it kept. Of one thread. */
final class Findings {
  private static final int SHOWN = 100;

  private final List<DrillReport.Finding> first = new ArrayList<>();
  private long all;

  void add(String name, String detail) {
    all++;
    if (first.size() < SHOWN) {
      first.add(new DrillReport.Finding(name, detail));
    }
  }

  /** Objects that a restore names. */
  void add(NamedObjects objects, String what) {
    long before = all;
    for (NamedObject object : objects.first()) {
      add(object.name(), what + (object.detail().isEmpty() ? "" : ": " + object.detail()));
    }
    all = before + objects.amount().objects();
  }

  boolean none() {
    return all == 0;
  }

  long all() {
    return all;
  }

  List<DrillReport.Finding> first() {
    return List.copyOf(first);
  }
}
