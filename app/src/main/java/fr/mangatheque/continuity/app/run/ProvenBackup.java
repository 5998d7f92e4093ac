package fr.mangatheque.continuity.app.run;

import fr.mangatheque.continuity.storage.Content;
import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.EndpointTraits;
import fr.mangatheque.continuity.storage.ListPage;
import fr.mangatheque.continuity.storage.ListQuery;
import fr.mangatheque.continuity.storage.ObjectHeaders;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.ObjectStore;
import fr.mangatheque.continuity.storage.StoreException;
import fr.mangatheque.continuity.storage.StoreFault;
import fr.mangatheque.continuity.storage.backup.BackupLayout;
import fr.mangatheque.continuity.storage.backup.Binding;
import fr.mangatheque.continuity.storage.backup.BindingMismatchException;
import fr.mangatheque.continuity.storage.backup.PrefixBinding;
import fr.mangatheque.continuity.storage.s3.EndpointProbe;
import fr.mangatheque.continuity.storage.s3.S3ObjectStore;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A backup that is used only once its endpoint was probed and its prefix is known to be this
 * source's. That may come late: while the endpoint is away each use asks again, and fails as the
 * endpoint does, so that what cannot be copied becomes an incident like any other. Thread-safe.
 */
final class ProvenBackup implements ObjectStore {
  private static final Logger log = LoggerFactory.getLogger(ProvenBackup.class);

  private static final Duration FRESH = Duration.ofSeconds(1);

  private final String source;
  private final S3ObjectStore store;
  private final BackupLayout layout;
  private final Binding binding;
  private final ReentrantLock proving = new ReentrantLock();
  private volatile @Nullable ObjectStore proven;
  private volatile @Nullable Failure failure;

  private record Failure(StoreException why, long nanos) {}

  ProvenBackup(String source, S3ObjectStore store, BackupLayout layout, Binding binding) {
    this.source = source;
    this.store = store;
    this.layout = layout;
    this.binding = binding;
  }

  /**
   * Asks the endpoint, unless that was done.
   *
   * @throws BindingMismatchException if the prefix is not this source's
   * @throws StoreException if the endpoint could not tell
   */
  void prove() {
    proving.lock();
    try {
      if (proven == null) {
        refuseWhileJustAsked();
        proven = probedAndBound();
      }
    } finally {
      proving.unlock();
    }
  }

  private ObjectStore probedAndBound() {
    try {
      S3ObjectStore obeying = store.obeying(EndpointProbe.run(store, layout.probe("").value()));
      PrefixBinding.bind(obeying, layout, binding);
      log.atInfo()
          .addKeyValue("source", source)
          .addKeyValue("found", obeying.traits().describe())
          .log("Backup probed");
      return obeying;
    } catch (StoreException e) {
      failure = new Failure(e, System.nanoTime());
      throw e;
    } catch (BindingMismatchException e) {
      failure = new Failure(refused(e), System.nanoTime());
      throw e;
    }
  }

  /** Many copies may wait for one answer; they share it. */
  private void refuseWhileJustAsked() {
    Failure last = failure;
    if (last != null && System.nanoTime() - last.nanos() < FRESH.toNanos()) {
      throw StoreException.of(last.why().fault(), last.why().getMessage(), last.why());
    }
  }

  /** Nothing is wrong with the store itself, so the words must say where else to look. */
  private static StoreException refused(BindingMismatchException e) {
    return StoreException.of(
        StoreFault.REFUSED,
        "not a refusal of the store's but ours, for its continuity.json is not this source's: "
            + e.getMessage(),
        e);
  }

  private ObjectStore proven() {
    ObjectStore ready = proven;
    if (ready == null) {
      try {
        prove();
      } catch (BindingMismatchException e) {
        throw refused(e);
      }
      ready = proven;
    }
    if (ready == null) {
      throw new IllegalStateException("a probe that ends without a word has succeeded");
    }
    return ready;
  }

  /** Whether it was probed. */
  boolean isProven() {
    return proven != null;
  }

  /** How it stands, and what it failed with last, for people. */
  String describe() {
    Failure last = failure;
    if (isProven()) {
      return "probed";
    }
    return last == null ? "not probed yet" : "not probed yet: " + last.why().getMessage();
  }

  @Override
  public Read get(ObjectKey key, @Nullable ETag unlessMatching) {
    return proven().get(key, unlessMatching);
  }

  @Override
  public Look head(ObjectKey key) {
    return proven().head(key);
  }

  @Override
  public ListPage list(ListQuery query) {
    return proven().list(query);
  }

  @Override
  public Creation create(ObjectKey key, Content content, ObjectHeaders headers) {
    return proven().create(key, content, headers);
  }

  @Override
  public EndpointTraits traits() {
    return proven().traits();
  }

  @Override
  public void close() {
    store.close();
  }
}
