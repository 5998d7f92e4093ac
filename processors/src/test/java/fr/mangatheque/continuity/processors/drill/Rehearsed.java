package fr.mangatheque.continuity.processors.drill;

import static java.nio.charset.StandardCharsets.UTF_8;

import fr.mangatheque.continuity.processors.drill.Promises.Promise;
import fr.mangatheque.continuity.processors.restore.BackupAccess;
import fr.mangatheque.continuity.processors.restore.S3Destination;
import fr.mangatheque.continuity.processors.work.JobOutcome;
import fr.mangatheque.continuity.processors.work.JobVoice;
import fr.mangatheque.continuity.schemas.Topic;
import fr.mangatheque.continuity.schemas.event.Figure;
import fr.mangatheque.continuity.schemas.event.JobRequest;
import fr.mangatheque.continuity.storage.Content;
import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.EndpointTraits;
import fr.mangatheque.continuity.storage.ListQuery;
import fr.mangatheque.continuity.storage.ListedObject;
import fr.mangatheque.continuity.storage.ObjectCreator;
import fr.mangatheque.continuity.storage.ObjectHeaders;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.ObjectReader;
import fr.mangatheque.continuity.storage.StoreException;
import fr.mangatheque.continuity.storage.StoreFault;
import fr.mangatheque.continuity.storage.backup.BackupLayout;
import fr.mangatheque.continuity.storage.backup.EntryName;
import fr.mangatheque.continuity.storage.backup.EntryNames;
import fr.mangatheque.continuity.storage.memory.MemoryObjectStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** A source, its backup, its ledger and a scratch target, in memory; and drills of them. */
final class Rehearsed {
  static final Instant UPLOADED = Instant.parse("2026-05-01T00:00:00Z");
  static final Instant DUE = Instant.parse("2026-06-01T02:00:00Z");
  static final String PREFIX = "continuity-drill/uploads/";

  Instant now = DUE;
  final MemoryObjectStore origin = new MemoryObjectStore(InstantSource.fixed(UPLOADED));
  final MemoryObjectStore backup = new MemoryObjectStore(() -> now);
  final MemoryObjectStore scratch = new MemoryObjectStore(() -> now);
  final BackupLayout layout = new BackupLayout("manga/");
  final Map<ObjectKey, Promise> ledger = new HashMap<>();
  @Nullable Instant oldestPending;
  @Nullable Duration recoveryTime;
  @Nullable Duration recoveryPoint;
  Optional<DrillReport.Cdn> cdn = Optional.empty();

  /**
   * Whether each request to the scratch target and the source fails the first time; the answer to
   * the first write of each report is lost.
   */
  boolean stumbling;

  private final Set<String> asked = ConcurrentHashMap.newKeySet();

  /** What drills said while they went on. */
  final Queue<String> told = new ConcurrentLinkedQueue<>();

  private final Path directory;

  Rehearsed(Path directory) {
    this.directory = directory;
  }

  /** Uploads, backs up and takes in: all is well. */
  EntryName.Version protect(String key, String text) {
    ObjectKey object = new ObjectKey(key);
    ETag etag = origin.put(object, text.getBytes(UTF_8), ObjectHeaders.NONE);
    return backUp(object, text, etag, UPLOADED, text);
  }

  /**
   * @param kept what the backup has under the name of {@code text}
   */
  EntryName.Version backUp(ObjectKey key, String text, ETag etag, Instant at, String kept) {
    Content content = Content.of(text.getBytes(UTF_8));
    EntryName.Version entry = EntryNames.version(at, content.sha256(), etag, null);
    var _ = backup.put(layout.entry(key, entry), kept.getBytes(UTF_8), ObjectHeaders.NONE);
    ledger.put(key, new Promise.Held(entry, content.size()));
    return entry;
  }

  JobOutcome drill(Extent extent, @Nullable Long amount) throws InterruptedException {
    DrillSettings settings = new DrillSettings(5, recoveryTime, recoveryPoint, 4, directory);
    DrillJob job =
        new DrillJob(List.of(stores()), settings, promises(), (_, _, _) -> cdn, () -> now);
    return job.run(
        JobRequest.newBuilder()
            .setRunId("uploads/" + extent.job() + "@" + now)
            .setSchedule("uploads/" + extent.job())
            .setSource("uploads")
            .setJob(extent.job())
            .setDueAt(now)
            .setRequestedAt(now)
            .setAmount(amount)
            .build(),
        voice);
  }

  private DrillStores stores() {
    return new DrillStores(
        "uploads",
        BackupAccess.of(backup, layout),
        losingAnswers(backup),
        stumbling(origin),
        new Scratch(
            "scratch/" + PREFIX,
            () -> S3Destination.of("scratch/" + PREFIX, scratch, scratch, scratch, PREFIX),
            stumbling(scratch),
            query -> {
              stumble("LIST", query);
              return scratch.list(query);
            },
            () ->
                (key, etag) -> {
                  stumble("DELETE", key);
                  return scratch.delete(key, etag);
                },
            PREFIX));
  }

  private void stumble(String request, Object of) {
    if (stumbling && asked.add(request + " " + of)) {
      throw StoreException.of(StoreFault.SERVER_ERROR, "busy for a moment", null);
    }
  }

  private ObjectCreator losingAnswers(ObjectCreator creator) {
    return new ObjectCreator() {
      @Override
      public Creation create(ObjectKey key, Content content, ObjectHeaders headers) {
        Creation created = creator.create(key, content, headers);
        stumble("PUT", key);
        return created;
      }

      @Override
      public EndpointTraits traits() {
        return creator.traits();
      }
    };
  }

  private ObjectReader stumbling(ObjectReader reader) {
    return new ObjectReader() {
      @Override
      public Read get(ObjectKey key, @Nullable ETag unlessMatching) {
        stumble("GET", key);
        return reader.get(key, unlessMatching);
      }

      @Override
      public Look head(ObjectKey key) {
        stumble("HEAD", key);
        return reader.head(key);
      }
    };
  }

  private Promises promises() {
    return new Promises() {
      @Override
      public Promise of(String source, ObjectKey key) {
        return ledger.getOrDefault(key, new Promise.Unknown());
      }

      @Override
      public Optional<Standing> standing(String source) {
        return Optional.of(new Standing(ledger.size(), 1_000L * ledger.size(), oldestPending));
      }
    };
  }

  DrillHistory history() {
    return new DrillReports(backup, backup, layout).last(100);
  }

  DrillReport last() {
    return history().reports().getLast();
  }

  static List<String> names(MemoryObjectStore store, String prefix) {
    return store.list(ListQuery.firstPage(prefix)).objects().stream()
        .map(ListedObject::key)
        .map(ObjectKey::value)
        .toList();
  }

  private final JobVoice voice =
      new JobVoice() {
        @Override
        public void progress(long done, @Nullable Long total, List<Figure> figures, String detail) {
          told.add(detail + " " + done);
        }

        @Override
        public <V> void send(Topic<V> topic, String key, V value) {
          throw new AssertionError("a drill tells nothing beside its reports");
        }
      };
}
