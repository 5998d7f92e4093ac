package fr.mangatheque.continuity.app.command.backup;

import fr.mangatheque.continuity.storage.ListPage;
import fr.mangatheque.continuity.storage.ListQuery;
import fr.mangatheque.continuity.storage.ObjectLister;
import fr.mangatheque.continuity.storage.ObjectReader;
import fr.mangatheque.continuity.storage.StoreException;
import fr.mangatheque.continuity.storage.backup.BackupLayout;
import fr.mangatheque.continuity.storage.backup.BackupName;
import fr.mangatheque.continuity.storage.backup.Binding;
import fr.mangatheque.continuity.storage.backup.BindingMismatchException;
import fr.mangatheque.continuity.storage.backup.PrefixBinding;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Looks for the backups in a bucket: prefixes with a {@code continuity.json}, those with fewest
 * segments first. What lies within a backup is not looked at, so a large one costs no more than a
 * small one; the requests are bounded all the same, for other content may be there.
 */
public final class BackupSearch {
  private static final int MOST_REQUESTS = 400;
  private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

  private final ObjectReader reader;
  private final ObjectLister lister;
  private final List<Held> held = new ArrayList<>();
  private final List<BackupLayout> unbound = new ArrayList<>();
  private final List<String> troubles = new ArrayList<>();
  private int requests;

  private BackupSearch(ObjectReader reader, ObjectLister lister) {
    this.reader = reader;
    this.lister = lister;
  }

  /** A prefix that is bound. */
  record Held(BackupLayout layout, Binding binding) {}

  /**
   * What there is.
   *
   * @param unbound prefixes with entries, but without a binding: it was lost
   * @param troubles bindings that cannot be understood, and why
   * @param whole whether all of the bucket was looked at
   */
  record Found(
      List<Held> backups, List<BackupLayout> unbound, List<String> troubles, boolean whole) {}

  /**
   * @throws StoreException if the bucket cannot be listed or read
   */
  static Found in(ObjectReader reader, ObjectLister lister) {
    return new BackupSearch(reader, lister).search(new BackupLayout(""));
  }

  /**
   * A backup at or below a prefix, in words, if one is found.
   *
   * @param prefix empty, or ends with a slash
   * @throws StoreException if the bucket cannot be listed or read
   */
  public static Optional<String> below(PatientReads reads, String prefix) {
    Found found = new BackupSearch(reads, reads).search(new BackupLayout(prefix));
    return Stream.of(
            found.backups().stream().map(held -> held.layout().binding().value()),
            found.unbound().stream().map(BackupLayout::objects),
            found.troubles().stream())
        .flatMap(Function.identity())
        .findFirst();
  }

  private Found search(BackupLayout from) {
    Deque<BackupLayout> open = new ArrayDeque<>();
    open.add(from);
    while (!open.isEmpty() && requests < MOST_REQUESTS) {
      BackupLayout layout = open.removeFirst();
      if (isBound(layout)) {
        continue;
      }
      List<BackupLayout> below = below(layout.prefix());
      boolean mayHold = below.stream().anyMatch(it -> it.prefix().equals(layout.objects()));
      if (mayHold && holdsEntries(layout)) {
        unbound.add(layout);
      } else {
        open.addAll(below);
      }
    }
    return new Found(held, unbound, troubles, requests < MOST_REQUESTS);
  }

  private boolean isBound(BackupLayout layout) {
    requests++;
    try {
      Optional<Binding> binding = PrefixBinding.find(reader, layout);
      binding.ifPresent(bound -> held.add(new Held(layout, bound)));
      return binding.isPresent();
    } catch (BindingMismatchException e) {
      troubles.add(String.valueOf(e.getMessage()));
      return true;
    }
  }

  private boolean holdsEntries(BackupLayout layout) {
    requests++;
    return lister.list(ListQuery.firstPage(layout.objects(), 1)).objects().stream()
        .anyMatch(object -> layout.parse(object.key()).orElse(null) instanceof BackupName.Entry);
  }

  private List<BackupLayout> below(String prefix) {
    SequencedSet<String> folders = new LinkedHashSet<>();
    ListQuery query = ListQuery.firstPage(prefix);
    while (requests++ < MOST_REQUESTS) {
      ListPage page = lister.list(query);
      page.objects()
          .forEach(object -> folder(object.key().value(), prefix).ifPresent(folders::add));
      if (page.next() == null || page.objects().isEmpty()) {
        break;
      }
      String last = page.objects().getLast().key().value();
      String behind = folder(last, prefix).map(folder -> folder + LAST).orElse(last);
      query = new ListQuery(prefix, behind, null, ListQuery.MAX_LIMIT);
    }
    return folders.stream().flatMap(folder -> layout(folder).stream()).toList();
  }

  private static Optional<String> folder(String name, String prefix) {
    int slash = name.indexOf('/', prefix.length());
    return slash < 0 ? Optional.empty() : Optional.of(name.substring(0, slash + 1));
  }

  private static Optional<BackupLayout> layout(String folder) {
    try {
      return Optional.of(new BackupLayout(folder));
    } catch (IllegalArgumentException _) {
      // no backup has such a prefix
      return Optional.empty();
    }
  }
}
