package fr.mangatheque.continuity.app.demo.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackupEntryTest {
  private static final String SHA = "0123456789abcdef".repeat(4);
  private static final String AT = "20261122T132256.000Z";

  @Test
  void aVersionIsReadFromItsName() {
    BackupEntry entry =
        BackupEntry.parse("objects/pages/a b/é~1.jpg/" + AT + "~" + SHA + "~ab%2F-9~r12")
            .orElseThrow();

    assertThat(entry.key()).isEqualTo("pages/a b/é~1.jpg");
    assertThat(entry.instant()).isEqualTo(AT);
    assertThat(entry.sha256()).isEqualTo(SHA);
    assertThat(entry.etag()).isEqualTo("ab%2F-9");
    assertThat(entry.repair()).isEqualTo(12);
    assertThat(entry.marker()).isFalse();
  }

  @Test
  void aMarkerIsReadFromItsName() {
    BackupEntry entry = BackupEntry.parse("objects/a/" + AT + "~deleted").orElseThrow();

    assertThat(entry.key()).isEqualTo("a");
    assertThat(entry.marker()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "continuity.json",
        "objects/a",
        "objects/" + AT + "~deleted",
        "objects/a/" + AT + "~removed",
        "objects/a/20261122T132256Z~deleted",
        "objects/a/" + AT + "~0123~etag",
        "other/a/" + AT + "~deleted"
      })
  void whatIsNotOfTheFormatIsNotRead(String name) {
    assertThat(BackupEntry.parse(name)).isEmpty();
  }

  @Test
  void entriesAreOrderedByTimeAndRepairsByNumber() {
    List<BackupEntry> sorted =
        Stream.of(
                AT + "~" + SHA + "~e~r10",
                "20261122T132256.001Z~deleted",
                AT + "~" + SHA + "~e~r9",
                AT + "~" + SHA + "~e")
            .map(name -> BackupEntry.parse("objects/a/" + name).orElseThrow())
            .sorted(BackupEntry.ORDER)
            .toList();

    assertThat(sorted).extracting(BackupEntry::repair).containsExactly(0, 9, 10, 0);
    assertThat(sorted.getLast().marker()).isTrue();
  }
}
