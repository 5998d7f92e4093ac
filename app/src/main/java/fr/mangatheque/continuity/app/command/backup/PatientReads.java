package fr.mangatheque.continuity.app.command.backup;

import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.ListPage;
import fr.mangatheque.continuity.storage.ListQuery;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.ObjectLister;
import fr.mangatheque.continuity.storage.ObjectReader;
import fr.mangatheque.continuity.storage.StoreException;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks again where a failure may pass, a few times within about a quarter of a minute: a person
 * waits. A body that breaks off is the reader's to ask for again, with {@link #patiently}.
 */
public final class PatientReads implements ObjectReader, ObjectLister {
  private static final Logger log = LoggerFactory.getLogger(PatientReads.class);
  private static final int ATTEMPTS = 7;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);

  private final ObjectReader reader;
  private final ObjectLister lister;
  private final Duration firstPause;

  public <S extends ObjectReader & ObjectLister> PatientReads(S store) {
    this(store, FIRST_PAUSE);
  }

  <S extends ObjectReader & ObjectLister> PatientReads(S store, Duration firstPause) {
    this.reader = store;
    this.lister = store;
    this.firstPause = firstPause;
  }

  @Override
  public Read get(ObjectKey key, @Nullable ETag unlessMatching) {
    return patiently(() -> reader.get(key, unlessMatching));
  }

  @Override
  public Look head(ObjectKey key) {
    return patiently(() -> reader.head(key));
  }

  @Override
  public ListPage list(ListQuery query) {
    return patiently(() -> lister.list(query));
  }

  /**
   * What {@code request} gives at last.
   *
   * @throws StoreException of the last attempt, or of the first that a person must mend
   */
  public <T> T patiently(Supplier<T> request) {
    Duration pause = firstPause;
    for (int attempt = 1; ; attempt++) {
      try {
        return request.get();
      } catch (StoreException.Transient e) {
        if (attempt == ATTEMPTS || Thread.currentThread().isInterrupted()) {
          throw e;
        }
        log.atDebug().addKeyValue("attempt", attempt).setCause(e).log("The backup is asked again");
        await(pause, e);
      }
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
              ? pause.multipliedBy(2)
              : LONGEST_PAUSE;
    }
  }

  private static void await(Duration pause, StoreException.Transient failure) {
    Duration asked = failure.retryAfter();
    try {
      Thread.sleep(
          asked == null || asked.compareTo(pause) < 0
              ? pause
              : asked.compareTo(LONGEST_PAUSE) < 0 ? asked : LONGEST_PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failure.addSuppressed(e);
      throw failure;
    }
  }
}
