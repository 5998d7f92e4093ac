package fr.mangatheque.continuity.storage.backup;

import fr.mangatheque.continuity.storage.Content;
import fr.mangatheque.continuity.storage.ObjectCreator.Creation;
import fr.mangatheque.continuity.storage.ObjectHeaders;
import fr.mangatheque.continuity.storage.ObjectReader;
import fr.mangatheque.continuity.storage.ObjectReader.Read;
import fr.mangatheque.continuity.storage.ObjectStore;
import fr.mangatheque.continuity.storage.StoreException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Binds a prefix of the backup to one source for ever, by {@code continuity.json}. */
public final class PrefixBinding {
  private static final int LONGEST = 64 * 1024;

  private PrefixBinding() {}

  /**
   * Writes the binding if the prefix has none, else compares.
   *
   * @return what stands in the backup
   * @throws BindingMismatchException if the prefix belongs to another source, is of a format this
   *     software does not know, or what stands there is no binding
   * @throws StoreException if the store could not tell
   */
  public static Binding bind(ObjectStore backup, BackupLayout layout, Binding wanted) {
    ObjectHeaders json =
        new ObjectHeaders("application/json", null, null, null, null, null, Map.of());
    Creation creation = backup.create(layout.binding(), Content.of(wanted.toJson()), json);
    Binding held =
        switch (creation) {
          case Creation.Created _ -> wanted;
          case Creation.Exists _ -> read(backup, layout);
        };
    requireKnownFormat(held, layout);
    if (!held.sameSource(wanted)) {
      throw new BindingMismatchException(
          layout.binding()
              + " says that this prefix belongs to source "
              + held.source()
              + " in bucket "
              + held.bucket()
              + " (then at "
              + held.endpoint()
              + "), not to "
              + wanted.source()
              + " in bucket "
              + wanted.bucket()
              + ": give each source a prefix of its own, or correct its name or bucket");
    }
    return held;
  }

  private static void requireKnownFormat(Binding held, BackupLayout layout) {
    if (held.format() != Binding.FORMAT) {
      throw new BindingMismatchException(
          layout.binding()
              + " says format "
              + held.format()
              + ", this software knows "
              + Binding.FORMAT
              + ": use the version that wrote it or a later one");
    }
  }

  /**
   * What the prefix is bound to, for who only reads.
   *
   * @return empty if it is not bound
   * @throws BindingMismatchException if it is of a format this software does not know, or what
   *     stands there is no binding
   * @throws StoreException if the store could not tell
   */
  public static Optional<Binding> find(ObjectReader backup, BackupLayout layout) {
    Optional<Binding> held = look(backup, layout);
    held.ifPresent(binding -> requireKnownFormat(binding, layout));
    return held;
  }

  private static Binding read(ObjectStore backup, BackupLayout layout) {
    return look(backup, layout)
        .orElseThrow(
            () ->
                new BindingMismatchException(
                    layout.binding()
                        + " was there when it was to be written and is gone: start again"));
  }

  private static Optional<Binding> look(ObjectReader backup, BackupLayout layout) {
    try (Read read = backup.get(layout.binding(), null)) {
      return switch (read) {
        case Read.Found found -> Optional.of(Binding.ofJson(found.body().readNBytes(LONGEST)));
        case Read.Absent _, Read.NotModified _ -> Optional.empty();
      };
    } catch (IOException e) {
      throw new BindingMismatchException(
          layout.binding() + " is no binding, and would not be overwritten: " + e.getMessage(), e);
    }
  }
}
