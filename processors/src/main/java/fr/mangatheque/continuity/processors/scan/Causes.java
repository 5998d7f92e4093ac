package fr.mangatheque.continuity.processors.scan;

import fr.mangatheque.continuity.schemas.CauseClass;
import fr.mangatheque.continuity.schemas.event.Cause;
import fr.mangatheque.continuity.schemas.event.Stage;
import fr.mangatheque.continuity.storage.StoreException;
import fr.mangatheque.continuity.storage.StoreFault;
import java.util.Arrays;

/** Why a slice failed. */
final class Causes {
  private static final int LONGEST_DETAIL = 2_000;

  private Causes() {}

  /** What a store told: faults and classes have the same names. */
  static Cause of(StoreException told) {
    return of(CauseClass.valueOf(told.fault().name()), String.valueOf(told.getMessage()));
  }

  static Cause of(CauseClass cause, String detail) {
    return new Cause(
        Stage.SCAN,
        cause.name(),
        detail.length() <= LONGEST_DETAIL ? detail : detail.substring(0, LONGEST_DETAIL) + "…");
  }

  /** The class a record names; one of a newer version counts as ours. */
  static CauseClass classOf(String name) {
    return Arrays.stream(CauseClass.values())
        .filter(it -> it.name().equals(name))
        .findFirst()
        .orElse(CauseClass.INTERNAL);
  }

  /** Whether only a person's act can mend it. */
  static boolean isPermanent(CauseClass cause) {
    return Arrays.stream(StoreFault.values())
        .anyMatch(it -> it.permanent() && it.name().equals(cause.name()));
  }
}
