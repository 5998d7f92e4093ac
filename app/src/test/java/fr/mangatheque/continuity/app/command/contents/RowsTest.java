package fr.mangatheque.continuity.app.command.contents;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.Sha256;
import fr.mangatheque.continuity.storage.backup.AsOf;
import fr.mangatheque.continuity.storage.backup.EntryName;
import fr.mangatheque.continuity.storage.backup.HeldEntry;
import fr.mangatheque.continuity.storage.backup.KeyEntries;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which lines a key has in a listing. */
class RowsTest {
  private static final Sha256 HASH = new Sha256("ab".repeat(32));
  private static final Instant DAY1 = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant DAY2 = Instant.parse("2026-01-02T00:00:00Z");
  private static final Instant DAY3 = Instant.parse("2026-01-03T00:00:00Z");
  private static final EntryName.Version FIRST =
      new EntryName.Version(DAY1, HASH, new ETag("e"), 0);
  private static final KeyEntries DELETED_AND_BACK =
      key(FIRST, FIRST.repaired(), new EntryName.Marker(DAY2), version(DAY3));

  private static EntryName.Version version(Instant instant) {
    return new EntryName.Version(instant, HASH, new ETag("e"), 0);
  }

  private static KeyEntries key(EntryName... names) {
    List<HeldEntry> entries =
        Stream.of(names).map(name -> new HeldEntry(name, 7, new ETag("b"), DAY3)).toList();
    return new KeyEntries(new KeyEntries.Owner.Key(new ObjectKey("a")), entries);
  }

  private static List<String> rows(AsOf asOf, boolean versions, boolean deleted) {
    return new Rows(asOf, versions, deleted)
        .of("a", DELETED_AND_BACK).stream()
            .map(
                row ->
                    row.state()
                        + " "
                        + row.instant().toString().substring(8, 10)
                        + (row.repair() == null ? "" : " r" + row.repair())
                        + (row.current() ? " *" : ""))
            .toList();
  }

  @Test
  void aKeyIsShownAsItIsAtTheMoment() {
    assertThat(rows(AsOf.latest(), false, false)).containsExactly("version 03 *");
    assertThat(rows(AsOf.of(DAY1), false, false)).containsExactly("version 01 r1 *");
  }

  @Test
  void aKeyThatWasGoneIsShownOnlyIfDeletedOnesAreWanted() {
    assertThat(rows(AsOf.of(DAY2), false, false)).isEmpty();
    assertThat(rows(AsOf.of(DAY2), false, true)).containsExactly("deleted 02 *");
    assertThat(rows(AsOf.of(DAY1.minusMillis(1)), false, true)).isEmpty();
  }

  @Test
  void versionsAreAllEntriesUpToTheMomentAndTheOneThatCountsIsMarked() {
    assertThat(rows(AsOf.latest(), true, false))
        .containsExactly("version 01", "version 01 r1", "deleted 02", "version 03 *");
    assertThat(rows(AsOf.of(DAY2), true, false))
        .containsExactly("version 01", "version 01 r1", "deleted 02 *");
  }

  @Test
  void aVersionHasItsFiguresAndADeletionHasNone() {
    List<Row> rows = new Rows(AsOf.of(DAY2), true, true).of("a", DELETED_AND_BACK);

    assertThat(rows.getFirst().bytes()).isEqualTo(7);
    assertThat(rows.getFirst().sha256()).isEqualTo(HASH.hex());
    assertThat(rows.getLast().bytes()).isNull();
    assertThat(rows.getLast().entry()).isEqualTo("20260102T000000.000Z~deleted");
  }
}
