package fr.mangatheque.continuity.app.command.contents;

import fr.mangatheque.continuity.app.command.operator.Told;
import fr.mangatheque.continuity.app.config.Spelling;
import fr.mangatheque.continuity.storage.ListPage;
import fr.mangatheque.continuity.storage.ListQuery;
import fr.mangatheque.continuity.storage.ListedObject;
import fr.mangatheque.continuity.storage.ObjectLister;
import fr.mangatheque.continuity.storage.StoreException;
import fr.mangatheque.continuity.storage.backup.BackupLayout;
import fr.mangatheque.continuity.storage.backup.BackupName;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.stream.Collectors;

/**
 * What a backup has near a key or prefix that it has not: keys, and folders with a slash behind
 * them, on the deepest level that exists. A bounded number of requests.
 */
public final class Neighbours {
  private static final int SHOWN = 5;
  private static final int MOST_PAGES = 20;
  private static final int LONGEST_COMPARED = 200;
  private static final String LAST = Character.toString(Character.MAX_CODE_POINT);

  private final ObjectLister lister;
  private final BackupLayout layout;

  public Neighbours(ObjectLister lister, BackupLayout layout) {
    this.lister = lister;
    this.layout = layout;
  }

  /**
   * What is nearest to {@code wanted}, nearest first; empty if the backup has nothing at all.
   *
   * @throws StoreException if the store could not tell
   */
  public List<String> of(String wanted) {
    String level = parent(wanted);
    while (true) {
      List<String> names = nearest(wanted, on(level));
      if (!names.isEmpty() || level.isEmpty()) {
        return names;
      }
      level = parent(level.substring(0, level.length() - 1));
    }
  }

  /** The same as a clause that ends a message. */
  public String told(String wanted) {
    List<String> names = of(wanted);
    return names.isEmpty()
        ? "; it holds nothing at all"
        : names.stream()
            .map(Told::key)
            .collect(Collectors.joining(", ", "; the nearest there is: ", ""));
  }

  private static String parent(String name) {
    int end = name.endsWith("/") ? name.length() - 1 : name.length();
    return name.substring(0, name.lastIndexOf('/', end - 1) + 1);
  }

  private static List<String> nearest(String wanted, SequencedSet<String> names) {
    return names.stream()
        .sorted(
            Comparator.comparingInt(name -> Spelling.distance(shortened(wanted), shortened(name))))
        .limit(SHOWN)
        .toList();
  }

  private static String shortened(String name) {
    return name.length() <= LONGEST_COMPARED
        ? name
        : name.substring(name.length() - LONGEST_COMPARED);
  }

  private SequencedSet<String> on(String level) {
    SequencedSet<String> names = new LinkedHashSet<>();
    String prefix = layout.objects() + level;
    ListQuery query = ListQuery.firstPage(prefix);
    for (int pages = 0; pages < MOST_PAGES; pages++) {
      ListPage page = lister.list(query);
      page.objects().forEach(object -> add(object, level, names));
      if (page.next() == null || page.objects().isEmpty()) {
        break;
      }
      String last = page.objects().getLast().key().value();
      int slash = last.indexOf('/', prefix.length());
      query =
          new ListQuery(
              prefix,
              slash < 0 ? last : last.substring(0, slash + 1) + LAST,
              null,
              ListQuery.MAX_LIMIT);
    }
    return names;
  }

  private void add(ListedObject object, String level, SequencedSet<String> names) {
    layout
        .parse(object.key())
        .ifPresent(
            name -> {
              if (name instanceof BackupName.Entry entry) {
                String key = entry.key().value();
                int slash = key.indexOf('/', level.length());
                // its entries stand on this level, too, where the level is a key itself
                if (key.startsWith(level)) {
                  names.add(slash < 0 ? key : key.substring(0, slash + 1));
                }
              }
            });
  }
}
