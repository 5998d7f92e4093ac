package fr.mangatheque.continuity.processors.restore;

import static fr.mangatheque.continuity.processors.restore.History.deletion;
import static fr.mangatheque.continuity.processors.restore.History.upload;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.mangatheque.continuity.storage.ObjectHeaders;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.ObjectReader.Look;
import fr.mangatheque.continuity.storage.Sha256;
import fr.mangatheque.continuity.storage.backup.BackupLayout;
import fr.mangatheque.continuity.storage.backup.EntryName;
import fr.mangatheque.continuity.storage.backup.EntryNames;
import fr.mangatheque.continuity.storage.memory.MemoryObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a plan tells a person before anything is written. */
class PlanTest {
  private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
  private static final InstantSource CLOCK = InstantSource.fixed(NOW);
  private static final Retries ONCE = new Retries(1, Duration.ZERO, Duration.ZERO);

  private final MemoryObjectStore backup = new MemoryObjectStore(CLOCK);
  private final MemoryObjectStore target = new MemoryObjectStore(CLOCK);
  private final BackupLayout layout = new BackupLayout("site/");
  @TempDir Path work;
  private Restore restore;

  @BeforeEach
  void open() {
    use(RestoreOptions.usual(work).withRetries(ONCE));
  }

  @AfterEach
  void close() {
    restore.close();
  }

  private void use(RestoreOptions options) {
    restore =
        new Restore(
            BackupAccess.of(backup, layout),
            S3Destination.of("target", target, target, target, ""),
            options,
            CLOCK);
  }

  @Test
  void whatWasDeletedInTheWeekBeforeIsNamedAndComesBackWhereThatIsAsked() {
    protect("kept", upload(days(30), "kept"));
    protect("last week", upload(days(30), "old"), deletion(days(6)));
    protect("twice", upload(days(30), "x"), deletion(days(3)), deletion(days(2)));
    protect("long ago", upload(days(30), "older"), deletion(days(8)));

    RestorePlan plan = plan(null, null);

    assertThat(names(plan.deletedRecently())).containsExactly("last week", "twice");
    assertThat(plan.wanted().objects()).isEqualTo(1);

    RestoreReport report = restore.run(plan(null, days(4)), RestoreWatch.NONE);

    assertThat(report.restored().objects()).isEqualTo(2);
    assertThat(has("twice")).isTrue();
    assertThat(has("last week")).isFalse();
  }

  @Test
  void whatWasErasedOnLegalRequestIsNamedAndNotMissed() {
    protect("erased", upload(days(30), "old"));
    var _ =
        backup.put(
            layout.entry(new ObjectKey("erased"), new EntryName.Erased(days(2))),
            new byte[0],
            ObjectHeaders.NONE);
    protect("kept", upload(days(30), "kept"));

    RestorePlan plan = plan(null, null);
    RestoreReport report = restore.run(plan, RestoreWatch.NONE);

    assertThat(names(plan.erased())).containsExactly("erased");
    assertThat(plan.impossible().isEmpty()).isTrue();
    assertThat(plan.wanted().objects()).isEqualTo(1);
    assertThat(report.complete()).isTrue();
    assertThat(has("erased")).isFalse();
  }

  @Test
  void entriesDatedInTheFutureAreNamedAndStillCountAsTheNewest() {
    protect("ahead", upload(days(1), "old"), upload(NOW.plusSeconds(3600), "newest"));

    RestorePlan plan = plan(null, null);
    RestoreReport report = restore.run(plan, RestoreWatch.NONE);

    assertThat(names(plan.future())).containsExactly("ahead");
    assertThat(report.restored().bytes()).isEqualTo("newest".length());
    assertThat(plan.point().newest()).isEqualTo(days(1));
  }

  @Test
  void whatWasProtectedOnlyAfterTheMomentIsNamed() {
    // the backup received it now
    protect("late", upload(days(5), "late"));

    RestorePlan plan = plan(days(3), null);

    assertThat(names(plan.protectedLater())).containsExactly("late");
    assertThat(plan.point().gap()).contains(Duration.ofDays(2));
  }

  @Test
  void aPlanWritesNothing() {
    protect("cover", upload(days(1), "cover"));

    RestorePlan plan = plan(null, null);

    assertThat(plan.toWrite()).isEqualTo(new Amount(1, 5));
    assertThat(plan.measured()).isNotNull();
    assertThat(has("cover")).isFalse();
  }

  @Test
  void aLongKeyWhoseNameWasLostIsNamedAsImpossibleAndFails() {
    byte[] bytes = "x".getBytes(UTF_8);
    Sha256 unknown = History.sha256("nobody knows".getBytes(UTF_8));
    backup.put(
        layout.longEntry(
            unknown, EntryNames.version(days(1), History.sha256(bytes), History.etag(bytes), null)),
        bytes,
        ObjectHeaders.NONE);

    RestorePlan plan = plan(null, null);
    RestoreReport report = restore.run(plan, RestoreWatch.NONE);

    assertThat(names(plan.impossible())).containsExactly("site/long/" + unknown + "/");
    assertThat(report.complete()).isFalse();
    assertThat(report.failed().first()).hasSize(1);
  }

  @Test
  void canariesAreNeitherRestoredNorExtra() {
    protect("continuity-canary/1", upload(days(1), "tweet"));
    target.put(new ObjectKey("continuity-canary/2"), new byte[1], ObjectHeaders.NONE);
    use(RestoreOptions.usual(work).withDeleteExtra(true).withDiscardUnprotected(true));

    RestorePlan plan = plan(null, null);
    RestoreReport report = restore.run(plan, RestoreWatch.NONE);

    assertThat(plan.wanted()).isEqualTo(Amount.NOTHING);
    assertThat(plan.extra().isEmpty()).isTrue();
    assertThat(report.deleted()).isEqualTo(Amount.NOTHING);
  }

  @Test
  void whatIsToBeDeletedAndLostIsReckonedByTheOptions() {
    protect("gone", upload(days(30), "gone"), deletion(days(20)));
    protect("changed", upload(days(30), "held"));
    target.put(new ObjectKey("gone"), "gone".getBytes(UTF_8), ObjectHeaders.NONE);
    target.put(new ObjectKey("changed"), "not held".getBytes(UTF_8), ObjectHeaders.NONE);
    target.put(new ObjectKey("stranger"), new byte[3], ObjectHeaders.NONE);
    RestoreOptions usual = RestoreOptions.usual(work).withRetries(ONCE);

    assertThat(reckoned(usual)).containsExactly(Amount.NOTHING, Amount.NOTHING);
    assertThat(reckoned(usual.withDeleteExtra(true)))
        .containsExactly(new Amount(1, 4), Amount.NOTHING);
    assertThat(reckoned(usual.withDiscardUnprotected(true)))
        .containsExactly(Amount.NOTHING, new Amount(1, 8));
    assertThat(reckoned(usual.withDeleteExtra(true).withDiscardUnprotected(true)))
        .containsExactly(new Amount(2, 7), new Amount(2, 11));
  }

  private List<Amount> reckoned(RestoreOptions options) {
    restore.close();
    use(options);
    RestorePlan plan = plan(null, null);
    return List.of(plan.toDelete(), plan.toLose());
  }

  @Test
  void listsOfPlansAreKeptForAMonth() throws IOException {
    Path old = Files.createDirectory(work.resolve("plan-old"));
    Path recent = Files.createDirectory(work.resolve("plan-recent"));
    Files.writeString(old.resolve("agreed.tsv"), "of old");
    Files.setLastModifiedTime(old, FileTime.from(days(31)));
    Files.setLastModifiedTime(recent, FileTime.from(days(29)));

    RestorePlan plan = plan(null, null);

    assertThat(old).doesNotExist();
    assertThat(recent).exists();
    assertThat(plan.directory()).exists();
  }

  @Test
  void allThatIsNamedIsInAFile() throws IOException {
    for (int i = 0; i < 150; i++) {
      target.put(new ObjectKey("extra\t" + i), new byte[3], ObjectHeaders.NONE);
    }

    NamedObjects extra = plan(null, null).extra();

    assertThat(extra.amount()).isEqualTo(new Amount(150, 450));
    assertThat(extra.first()).hasSize(NamedObjects.SHOWN);
    assertThat(Files.readAllLines(extra.list().orElseThrow()))
        .hasSize(150)
        .allMatch(line -> line.startsWith("3\textra%09"));
  }

  @Test
  void oneKeyIsRestoredAlone() {
    protect("a", upload(days(2), "one"));
    protect("a/b", upload(days(2), "two"));
    Selection selection = new Selection(new Scope.OneKey(new ObjectKey("a")), null, null);

    RestoreReport report = restore.run(restore.plan(selection, PlanWatch.NONE), RestoreWatch.NONE);

    assertThat(report.restored().objects()).isEqualTo(1);
    assertThat(has("a/b")).isFalse();
  }

  @Test
  void aKeyTooLongForThePrefixIsImpossible() {
    protect("x".repeat(1020), upload(days(1), "x"));
    restore =
        new Restore(
            BackupAccess.of(backup, layout),
            S3Destination.of("target", target, target, null, "restored/"),
            RestoreOptions.usual(work).withRetries(ONCE),
            CLOCK);

    RestorePlan plan = plan(null, null);

    assertThat(plan.impossible().first())
        .singleElement()
        .satisfies(it -> assertThat(it.detail()).contains("1029 bytes"));
  }

  @Test
  void nothingIsToBeDeletedWhereNothingMayBe() {
    assertThatThrownBy(
            () ->
                new Restore(
                    BackupAccess.of(backup, layout),
                    S3Destination.of("target", target, target, null, ""),
                    RestoreOptions.usual(work).withDeleteExtra(true),
                    CLOCK))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("target");
  }

  private RestorePlan plan(@Nullable Instant asOf, @Nullable Instant undeleteSince) {
    return restore.plan(new Selection(new Scope.All(), asOf, undeleteSince), PlanWatch.NONE);
  }

  private void protect(String key, History.Event... events) {
    History.of(key, events).writeTo(backup, layout);
  }

  private static Instant days(long ago) {
    return NOW.minus(Duration.ofDays(ago));
  }

  private boolean has(String key) {
    return target.head(new ObjectKey(key)) instanceof Look.Found;
  }

  private static List<String> names(NamedObjects objects) {
    return objects.first().stream().map(NamedObject::name).toList();
  }
}
