package fr.mangatheque.continuity.processors.restore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.processors.restore.History.Event;
import fr.mangatheque.continuity.storage.ListedObject;
import fr.mangatheque.continuity.storage.Listing;
import fr.mangatheque.continuity.storage.ObjectHeaders;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.ObjectReader.Read;
import fr.mangatheque.continuity.storage.backup.BackupLayout;
import fr.mangatheque.continuity.storage.memory.MemoryObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import org.jspecify.annotations.Nullable;

/** A whole restore against a model: what each key is at the destination, whatever was there. */
class RestoreProperties {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final InstantSource CLOCK = InstantSource.fixed(START.plusSeconds(3600));
  private static final String FOREIGN = "nobody protected this";

  /** What the destination has before. */
  enum Before {
    NOTHING,
    FIRST,
    LAST,
    OTHER,
    OTHER_OF_THE_SAME_SIZE
  }

  record Library(Map<ObjectKey, History> histories, Map<ObjectKey, Before> before) {}

  @Property(tries = 300)
  void theDestinationBecomesWhatTheSourceWas(
      @ForAll("libraries") Library library,
      @ForAll("moments") Tuple2<Integer, Boolean> moment,
      @ForAll Overwrite overwrite,
      @ForAll boolean discard,
      @ForAll boolean delete,
      @ForAll("prefixes") String prefix)
      throws IOException {
    Instant asOf = moment.get2() ? null : START.plusMillis(moment.get1() * 500L);
    Scope scope = prefix.isEmpty() ? new Scope.All() : new Scope.Prefix(prefix);
    MemoryObjectStore backup = new MemoryObjectStore(CLOCK);
    MemoryObjectStore target = new MemoryObjectStore(CLOCK);
    BackupLayout layout = new BackupLayout("site/");
    library.histories().values().forEach(history -> history.writeTo(backup, layout));
    Map<ObjectKey, byte[]> was = fill(target, library);
    try (TestFolder work = TestFolder.create()) {
      RestoreOptions options = options(work.path(), overwrite, discard, delete);
      Destination to = S3Destination.of("target", target, target, target, "");
      try (Restore restore = new Restore(BackupAccess.of(backup, layout), to, options, CLOCK)) {
        Selection selection = new Selection(scope, asOf, null);
        RestorePlan plan = restore.plan(selection, PlanWatch.NONE);
        RestoreReport report = restore.run(plan, RestoreWatch.NONE);

        Expected expected = Expected.of(library, was, selection, options);
        assertThat(texts(contents(target))).isEqualTo(texts(expected.after()));
        assertThat(report.failed().amount().objects()).isEqualTo(expected.failed());
        assertThat(report.skipped().amount().objects()).isEqualTo(expected.skipped());
        assertThat(plan.wanted().objects()).isEqualTo(expected.wanted());
        assertThat(report.restored().objects() + report.right().objects())
            .isEqualTo(expected.wanted() - expected.failed() - expected.skipped());
        assertThat(plan.toWrite().objects())
            .isEqualTo(report.restored().objects() + report.failed().amount().objects());
        assertThat(report.endedEarly()).isEmpty();

        RestoreReport again =
            restore.run(restore.plan(selection, PlanWatch.NONE), RestoreWatch.NONE);
        if (overwrite != Overwrite.ALWAYS) {
          assertThat(again.restored()).isEqualTo(Amount.NOTHING);
        }
      }
    }
  }

  @Property(tries = 60)
  void aFolderBecomesWhatTheSourceWas(
      @ForAll("libraries") Library library, @ForAll("moments") Tuple2<Integer, Boolean> moment)
      throws IOException {
    Instant asOf = moment.get2() ? null : START.plusMillis(moment.get1() * 500L);
    MemoryObjectStore backup = new MemoryObjectStore(CLOCK);
    BackupLayout layout = new BackupLayout("site/");
    library.histories().values().forEach(history -> history.writeTo(backup, layout));
    Selection selection = new Selection(new Scope.All(), asOf, null);
    try (TestFolder work = TestFolder.create();
        TestFolder folder = TestFolder.create();
        Destination to = FolderDestination.open(folder.path(), false)) {
      RestoreOptions options = options(work.path(), Overwrite.DIFFERING, false, false);
      try (Restore restore = new Restore(BackupAccess.of(backup, layout), to, options, CLOCK)) {

        RestoreReport report =
            restore.run(restore.plan(selection, PlanWatch.NONE), RestoreWatch.NONE);
        RestorePlan again = restore.plan(selection, PlanWatch.NONE);

        Expected expected = Expected.of(library, Map.of(), selection, options);
        assertThat(report.endedEarly()).isEmpty();
        assertThat(report.restored().objects()).isEqualTo(expected.after().size());
        assertThat(again.right().objects()).isEqualTo(expected.after().size());
        assertThat(again.extra().isEmpty()).isTrue();
        expected
            .after()
            .forEach(
                (key, bytes) ->
                    assertThat(to.readHash(to.find(key).orElseThrow()))
                        .contains(History.sha256(bytes)));
      }
    }
  }

  /** The model: key by key, with nothing of the engine. */
  record Expected(Map<ObjectKey, byte[]> after, long wanted, long failed, long skipped) {
    static Expected of(
        Library library, Map<ObjectKey, byte[]> was, Selection selection, RestoreOptions options) {
      Map<ObjectKey, byte[]> after = new HashMap<>(was);
      long wanted = 0;
      long failed = 0;
      long skipped = 0;
      for (History history : library.histories().values()) {
        ObjectKey key = history.key();
        if (!key.value().startsWith(selection.scope().prefix())) {
          continue;
        }
        Event event = history.at(selection.asOf()).orElse(null);
        byte[] there = was.get(key);
        boolean foreign = there != null && !history.everHeld(there);
        if (event == null || event.content() == null) {
          if (there != null
              && options.deleteExtra()
              && (!foreign || options.discardUnprotected())) {
            after.remove(key);
          }
          continue;
        }
        wanted++;
        boolean right = there != null && new String(there, UTF_8).equals(event.content());
        boolean write =
            there == null
                || switch (options.overwrite()) {
                  case NEVER -> false;
                  case DIFFERING -> !right && (!foreign || options.discardUnprotected());
                  case ALWAYS -> !foreign || options.discardUnprotected();
                };
        if (!write) {
          skipped += right ? 0 : 1;
        } else if (event.readable()) {
          after.put(key, event.bytes());
        } else {
          failed++;
        }
      }
      return new Expected(after, wanted, failed, skipped);
    }
  }

  private static RestoreOptions options(
      Path work, Overwrite overwrite, boolean discard, boolean delete) {
    return RestoreOptions.usual(work)
        .withOverwrite(overwrite)
        .withDiscardUnprotected(discard)
        .withDeleteExtra(delete)
        .withAtATime(4)
        .withRetries(new Retries(2, Duration.ZERO, Duration.ZERO));
  }

  private static Map<ObjectKey, byte[]> fill(MemoryObjectStore target, Library library) {
    Map<ObjectKey, byte[]> filled = new HashMap<>();
    library
        .before()
        .forEach(
            (key, before) -> {
              byte[] bytes = before(library.histories().get(key), before);
              if (bytes != null) {
                target.put(key, bytes, ObjectHeaders.NONE);
                filled.put(key, bytes);
              }
            });
    return filled;
  }

  private static byte @Nullable [] before(@Nullable History history, Before before) {
    List<Event> uploads =
        history == null
            ? List.of()
            : history.events().stream().filter(event -> event.content() != null).toList();
    return switch (before) {
      case NOTHING -> null;
      case FIRST -> uploads.isEmpty() ? null : uploads.getFirst().bytes();
      case LAST -> uploads.isEmpty() ? null : uploads.getLast().bytes();
      case OTHER -> FOREIGN.getBytes(UTF_8);
      case OTHER_OF_THE_SAME_SIZE -> "xyz".getBytes(UTF_8);
    };
  }

  private static Map<ObjectKey, byte[]> contents(MemoryObjectStore store) throws IOException {
    Map<ObjectKey, byte[]> contents = new HashMap<>();
    for (Listing listing = Listing.of(store, ""); listing.hasNext(); ) {
      ListedObject object = listing.next();
      try (Read read = store.get(object.key(), null)) {
        if (read instanceof Read.Found found) {
          contents.put(object.key(), found.body().readAllBytes());
        }
      }
    }
    return contents;
  }

  private static Map<String, String> texts(Map<ObjectKey, byte[]> contents) {
    Map<String, String> texts = new TreeMap<>();
    contents.forEach((key, bytes) -> texts.put(key.value(), new String(bytes, UTF_8)));
    return texts;
  }

  @Provide
  Arbitrary<Tuple2<Integer, Boolean>> moments() {
    return Combinators.combine(
            Arbitraries.integers().between(-1, 20), Arbitraries.of(true, false, false))
        .as(Tuple::of);
  }

  @Provide
  Arbitrary<String> prefixes() {
    return Arbitraries.of("", "", "", "a", "a/", "a/2026", "x/");
  }

  @Provide
  Arbitrary<Library> libraries() {
    Arbitrary<Map<ObjectKey, History>> histories =
        histories()
            .list()
            .ofMaxSize(8)
            .map(
                list -> {
                  Map<ObjectKey, History> byKey = new HashMap<>();
                  list.forEach(history -> byKey.put(history.key(), history));
                  return byKey;
                });
    return histories.flatMap(
        known ->
            Arbitraries.of(Before.class)
                .list()
                .ofSize(known.size() + 1)
                .map(before -> new Library(withStranger(known), before(known, before))));
  }

  /** A key that the backup never heard of may be there, too. */
  private static Map<ObjectKey, History> withStranger(Map<ObjectKey, History> known) {
    Map<ObjectKey, History> all = new HashMap<>(known);
    all.putIfAbsent(STRANGER, new History(STRANGER, List.of()));
    return all;
  }

  private static final ObjectKey STRANGER = new ObjectKey("a/b/stranger");

  private static Map<ObjectKey, Before> before(Map<ObjectKey, History> known, List<Before> before) {
    Map<ObjectKey, Before> all = new HashMap<>();
    List<ObjectKey> keys = new ArrayList<>(known.keySet());
    for (int i = 0; i < keys.size(); i++) {
      all.put(keys.get(i), before.get(i));
    }
    all.put(STRANGER, before.getLast());
    return all;
  }

  private static Arbitrary<History> histories() {
    return Combinators.combine(keys(), events())
        .as((key, events) -> new History(new ObjectKey(key), events));
  }

  private static Arbitrary<List<Event>> events() {
    Arbitrary<Event> event =
        Combinators.combine(
                Arbitraries.integers().between(0, 3),
                Arbitraries.of("", "one", "two", "six").injectNull(0.3),
                Arbitraries.of(true, true, true, false).list().ofMinSize(1).ofMaxSize(3))
            .as(
                (seconds, content, copies) ->
                    new Event(
                        START.plusSeconds(seconds), content, content == null ? List.of() : copies));
    return event.list().ofMinSize(1).ofMaxSize(5).map(RestoreProperties::inOrder);
  }

  /** As the pipeline dates them: each at least a millisecond after the one before. */
  private static List<Event> inOrder(List<Event> events) {
    List<Event> ordered = new ArrayList<>();
    Instant last = null;
    Instant seconds = START;
    for (Event event : events) {
      seconds = seconds.plus(Duration.between(START, event.at()));
      Instant at = last == null || seconds.isAfter(last) ? seconds : last.plusMillis(1);
      ordered.add(new Event(at, event.content(), event.copies()));
      last = at;
    }
    return ordered;
  }

  private static Arbitrary<String> keys() {
    return Arbitraries.oneOf(
        Arbitraries.of(
            "a",
            "a/",
            "a/b",
            "a/b/c",
            "a//b",
            "a!",
            "a!/b",
            "a-",
            "/a",
            "..",
            "a/../b",
            "//",
            "a/20260101T000000.000Z~deleted",
            "a/20260101T000000.000Z",
            "é",
            "\uFFFD",
            "𝒳/𝒴",
            "x/" + "long/".repeat(190),
            "x/" + "l".repeat(1020)),
        Arbitraries.strings()
            .withChars('a', 'b', '/', '!', '~', '0')
            .ofMinLength(1)
            .ofMaxLength(5));
  }
}
