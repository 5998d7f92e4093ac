package fr.mangatheque.continuity.processors.ledger;

import fr.mangatheque.continuity.schemas.CauseClass;
import fr.mangatheque.continuity.schemas.ObjectId;
import fr.mangatheque.continuity.schemas.event.FailureEvent;
import fr.mangatheque.continuity.schemas.event.FailureKind;
import fr.mangatheque.continuity.schemas.event.Stage;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Objects whose content was replaced after it had stood for more than an hour, over the partitions
 * of this process: an unusual number of a source within an hour is told, and told again while more
 * come. An hour without ends it. No more than that: the versions before them are all kept.
 * Thread-safe.
 */
final class Overwrites {
  /** So many are unusual if they are also {@link #SHARE} of the source. */
  static final int MANY = 100;

  static final double SHARE = 0.05;

  private final ConcurrentMap<String, HourlyCount> sources = new ConcurrentHashMap<>();

  /**
   * Counts one; what is to be told of it, if anything.
   *
   * @param objects that the source has, about
   */
  Optional<FailureEvent> add(ObjectId object, long objects, Instant now) {
    return sources
        .computeIfAbsent(object.source(), _ -> new HourlyCount())
        .add(Math.max(MANY, (long) Math.ceil(SHARE * objects)), now)
        .map(many -> raised(object, many, now));
  }

  private static FailureEvent raised(ObjectId object, HourlyCount.Many many, Instant now) {
    String cause = CauseClass.MASS_OVERWRITE.name();
    return FailureEvent.newBuilder()
        .setCauseKey(CauseClass.key(object.source(), Stage.GUARD, cause))
        .setKind(FailureKind.RAISED)
        .setStage(Stage.GUARD)
        .setCauseClass(cause)
        .setPermanent(true)
        .setSource(object.source())
        .setAttempts(1)
        .setSince(many.since())
        .setAt(now)
        .setClearsAt(now.plus(HourlyCount.WINDOW))
        .setDetail(
            String.format(
                Locale.ROOT,
                "%,d objects were overwritten since %s, %s for one; the versions before are kept",
                many.count(),
                many.since(),
                object.objectKey()))
        .build();
  }
}
