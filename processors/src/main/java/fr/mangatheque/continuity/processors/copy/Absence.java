package fr.mangatheque.continuity.processors.copy;

import fr.mangatheque.continuity.schemas.CauseClass;
import fr.mangatheque.continuity.schemas.event.Stage;
import fr.mangatheque.continuity.storage.ListPage;
import fr.mangatheque.continuity.storage.ListQuery;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.ObjectLister;

/** Tells "this key is gone" from "something is wrong", after a GET said that there is none. */
final class Absence {
  // the key itself is the first of all that start with it
  private static final int ENOUGH = 1;

  private Absence() {}

  /**
   * Asks once more, in another way.
   *
   * @throws CopyFailure if the key is listed although reading it said that it does not exist
   */
  static void confirm(ObjectLister origin, ObjectKey key) {
    ListPage page = origin.list(ListQuery.firstPage(key.value(), ENOUGH));
    if (page.objects().stream().anyMatch(object -> object.key().equals(key))) {
      throw new CopyFailure(
          Stage.ORIGIN,
          CauseClass.CONTRADICTION,
          "the source says that there is no such key, and lists it");
    }
  }
}
