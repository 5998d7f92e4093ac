package fr.mangatheque.continuity.storage.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.Sha256;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryNamesTest {
  private static final Instant INSTANT = Instant.parse("2026-01-02T03:04:05.678Z");
  private static final Sha256 HASH = new Sha256("0123456789abcdef".repeat(4));

  @Test
  void namesAreWrittenAsTheFormatSays() {
    EntryName.Version version = new EntryName.Version(INSTANT, HASH, new ETag("ab\"c~1/é"), 0);

    assertThat(version.format()).isEqualTo("20260102T030405.678Z~" + HASH + "~ab%22c%7E1%2F%C3%A9");
    assertThat(version.repaired().format()).isEqualTo(version.format() + "~r1");
    assertThat(new EntryName.Marker(INSTANT).format()).isEqualTo("20260102T030405.678Z~deleted");
    assertThat(new EntryName.Erased(INSTANT).format()).isEqualTo("20260102T030405.678Z~erased");
  }

  @Test
  void repairsAreOrderedByNumber() {
    EntryName.Version second = new EntryName.Version(INSTANT, HASH, new ETag("t"), 2);
    EntryName.Version tenth = new EntryName.Version(INSTANT, HASH, new ETag("t"), 10);

    assertThat(tenth).isGreaterThan(second);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "~",
        "20260102T030405.678Z",
        "20260102T030405.678Z~",
        "20260102T030405.678Z~Deleted",
        "20260102T030405.678Z~deleted~r1",
        "20260102T030405Z~deleted",
        "20260230T030405.678Z~deleted",
        "20260102T240000.000Z~deleted",
        "+20260102T030405.678Z~deleted",
        "-0010102T030405.678Z~deleted",
        "2026010٢T030405.678Z~deleted",
        " 20260102T030405.678Z~deleted",
        "20260102T030405.678Z~0123~t",
        "20260102T030405.678Z~0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef~t",
        "20260102T030405.678Z~0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef~t~r0",
        "20260102T030405.678Z~0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef~t~r01",
        "20260102T030405.678Z~0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef~t~r+1",
        "20260102T030405.678Z~0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef~t~r-1",
        "20260102T030405.678Z~0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef~t~r100000000",
        "20260102T030405.678Z~0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef~t~1",
        "20260102T030405.678Z~0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef~t~r1~r2",
        "20260102T030405.678Z~0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef~%41",
        "20260102T030405.678Z~0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef~%2f",
        "20260102T030405.678Z~0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef~%2",
        "20260102T030405.678Z~0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef~%FF",
        "20260102T030405.678Z~0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef~é"
      })
  void otherSpellingsAreNotOurs(String name) {
    assertThat(EntryNames.parse(name)).isEmpty();
  }

  @Test
  void aVeryLongTagIsNamedByItsHash() {
    ETag longTag = new ETag("x".repeat(65));

    assertThat(EntryNames.tag(longTag).value()).matches("sha256-[0-9a-f]{32}");
    assertThatThrownBy(() -> new EntryName.Version(INSTANT, HASH, longTag, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anInstantIsRaisedOnlyWhereOrderNeedsIt() {
    EntryName.Marker greatest = new EntryName.Marker(INSTANT);

    assertThat(EntryNames.marker(INSTANT.plusSeconds(1), greatest).instant())
        .isEqualTo(INSTANT.plusSeconds(1));
    assertThat(EntryNames.marker(INSTANT, greatest).instant()).isEqualTo(INSTANT.plusMillis(1));
    assertThat(EntryNames.marker(INSTANT.minusSeconds(9), greatest).instant())
        .isEqualTo(INSTANT.plusMillis(1));
    assertThat(EntryNames.marker(INSTANT.plusNanos(999_999), null).instant()).isEqualTo(INSTANT);
  }

  @Test
  void instantsOutsideFourDigitsOfAYearAreRefused() {
    assertThatThrownBy(() -> new EntryName.Marker(Instant.parse("+10000-01-01T00:00:00Z")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new EntryName.Marker(Instant.MIN))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new EntryName.Marker(INSTANT.plusNanos(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
