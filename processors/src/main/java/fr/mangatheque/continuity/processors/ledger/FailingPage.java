package fr.mangatheque.continuity.processors.ledger;

import fr.mangatheque.continuity.schemas.ObjectId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A part of the list of what fails, longest failing first.
 *
 * @param objects those that still fail
 * @param next where to go on, to be handed back as it is, to any process; null if this is the end
 * @param partitions that answered
 */
public record FailingPage(
    List<FailingObject> objects, @Nullable String next, SortedSet<Integer> partitions) {
  /** More than this are never on a page. */
  public static final int LONGEST = 1000;

  public FailingPage {
    objects = List.copyOf(objects);
    partitions = new TreeSet<>(partitions);
  }

  /**
   * One page of those of several processes that were asked for the same.
   *
   * @param limit as they were asked
   */
  public static FailingPage of(Collection<FailingPage> pages, int limit) {
    SortedSet<Integer> partitions = new TreeSet<>();
    pages.forEach(page -> partitions.addAll(page.partitions()));
    // a page that goes on says nothing of what comes after its end
    @Nullable FailingPosition known =
        pages.stream()
            .map(FailingPage::next)
            .flatMap(Stream::ofNullable)
            .map(FailingPosition::parse)
            .min(Comparator.naturalOrder())
            .orElse(null);
    List<FailingObject> objects =
        pages.stream()
            .flatMap(page -> page.objects().stream())
            .filter(it -> known == null || it.position().compareTo(known) <= 0)
            .sorted(FailingObject.OLDEST_FIRST)
            .toList();
    if (objects.size() > limit) {
      List<FailingObject> first = objects.subList(0, limit);
      return new FailingPage(first, first.getLast().position().toString(), partitions);
    }
    return new FailingPage(objects, known == null ? null : known.toString(), partitions);
  }

  /**
   * What one partition says.
   *
   * @param places {@code limit} of each source at the most
   */
  static FailingPage of(int partition, List<FailingPosition> places, int limit, Details details) {
    List<FailingPosition> first = places.stream().sorted().limit(limit).toList();
    List<FailingObject> objects = new ArrayList<>();
    for (FailingPosition place : first) {
      ObjectView view = details.of(place.object());
      if (view != null && view.failing() != null) {
        objects.add(new FailingObject(place.object(), place.since(), view));
      }
    }
    String next = first.size() < limit ? null : first.getLast().toString();
    return new FailingPage(objects, next, new TreeSet<>(Set.of(partition)));
  }

  /** What is known of an object now. */
  @FunctionalInterface
  interface Details {
    @Nullable ObjectView of(ObjectId object);
  }
}
