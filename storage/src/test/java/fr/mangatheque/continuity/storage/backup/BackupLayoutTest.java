package fr.mangatheque.continuity.storage.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.Sha256;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackupLayoutTest {
  private static final EntryName ENTRY =
      new EntryName.Marker(Instant.parse("2026-01-02T03:04:05.678Z"));
  private final BackupLayout layout = new BackupLayout("site/");

  @Test
  void namesAreAsTheFormatSays() {
    assertThat(layout.binding()).hasToString("site/continuity.json");
    assertThat(layout.probe("x")).hasToString("site/probe/x");
    assertThat(layout.drill("x")).hasToString("site/drills/x");
    assertThat(layout.entry(new ObjectKey("covers/1.jpg"), ENTRY))
        .hasToString("site/objects/covers/1.jpg/20260102T030405.678Z~deleted");
  }

  @Test
  void aKeyTooLongToBeExtendedIsKeptUnderItsHash() {
    ObjectKey key = new ObjectKey("k".repeat(1024));
    Sha256 hash = BackupLayout.hash(key);

    ObjectKey name = layout.entry(key, ENTRY);

    assertThat(name).hasToString("site/long/" + hash + "/20260102T030405.678Z~deleted");
    assertThat(layout.parse(name)).contains(new BackupName.LongEntry(hash, ENTRY));
    assertThat(layout.parse(layout.longKey(hash))).contains(new BackupName.LongKey(hash));
  }

  @Test
  void aKeyThatLooksLikeAnEntryIsAKey() {
    ObjectKey key = new ObjectKey("a/" + ENTRY.format());

    assertThat(layout.parse(layout.entry(key, ENTRY))).contains(new BackupName.Entry(key, ENTRY));
  }

  @Test
  void whatLiesElsewhereIsNotOfThisPrefix() {
    assertThat(layout.parse(new ObjectKey("other/continuity.json"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "objects",
        "objects/20260102T030405.678Z~deleted",
        "objects//20260102T030405.678Z~deleted",
        "objects/a/other",
        "objects/a/",
        "Objects/a/20260102T030405.678Z~deleted",
        "long/abc/20260102T030405.678Z~deleted",
        "continuity.json/",
        "continuity.json.bak"
      })
  void whatIsNotOursIsForeign(String rest) {
    assertThat(layout.parse(new ObjectKey("site/" + rest))).contains(new BackupName.Foreign(rest));
  }

  @Test
  void aLongKeyUnderObjectsIsForeign() {
    String rest = "objects/" + "k".repeat(900) + "/20260102T030405.678Z~deleted";

    assertThat(layout.parse(new ObjectKey("site/" + rest))).contains(new BackupName.Foreign(rest));
  }

  @ParameterizedTest
  @ValueSource(strings = {"site", "/", "/site/"})
  void aPrefixIsAFolder(String prefix) {
    assertThatThrownBy(() -> new BackupLayout(prefix)).isInstanceOf(IllegalArgumentException.class);
  }
}
