package fr.mangatheque.continuity.testkit.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackupEntryTest {
  private static final String HASH = "0123456789abcdef".repeat(4);

  @Test
  void namesOfTheFormatAreRead() {
    assertThat(BackupEntry.parse("20260102T030405.678Z~" + HASH + "~ab-2~r11"))
        .contains(
            new BackupEntry(
                "20260102T030405.678Z~" + HASH + "~ab-2", BackupEntry.Kind.VERSION, HASH, 11));
    assertThat(BackupEntry.parse("20260102T030405.678Z~" + HASH + "~")).isPresent();
    assertThat(BackupEntry.parse("20260102T030405.678Z~" + HASH + "~%C3%A9")).isPresent();
    assertThat(BackupEntry.parse("20260102T030405.678Z~deleted"))
        .hasValueSatisfying(
            marker -> assertThat(marker.kind()).isEqualTo(BackupEntry.Kind.DELETED));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "20260102T030405.678Z",
        "20260102T030405.678Z~gone",
        "20260102T030405.678Z~deleted~r1",
        "20260230T030405.678Z~deleted",
        "20260102T250405.678Z~deleted",
        "20260102T030405.678Z~0123456789ABCDEF~a",
        "20260102T030405.678Z~HASH~a~r0",
        "20260102T030405.678Z~HASH~a~r01",
        "20260102T030405.678Z~HASH~a~r123456789",
        "20260102T030405.678Z~HASH~%41",
        "20260102T030405.678Z~HASH~%c3",
        "20260102T030405.678Z~HASH~a b",
      })
  void whatWouldBeWrittenOtherwiseIsNoEntry(String name) {
    assertThat(BackupEntry.parse(name.replace("HASH", HASH))).isEmpty();
  }

  @Test
  void repairsAreOrderedAsNumbers() {
    List<String> ordered =
        List.of(
            "20260102T030405.678Z~" + HASH + "~a",
            "20260102T030405.678Z~" + HASH + "~a~r2",
            "20260102T030405.678Z~" + HASH + "~a~r10",
            "20260102T030405.678Z~" + HASH + "~b",
            "20260102T030405.679Z~deleted");

    Stream<BackupEntry> sorted =
        ordered.reversed().stream()
            .map(name -> BackupEntry.parse(name).orElseThrow())
            .sorted(BackupEntry.ORDER);

    assertThat(
            sorted.map(e -> e.repair() == 0 ? e.copyOf() : e.copyOf() + "~r" + e.repair()).toList())
        .isEqualTo(ordered);
  }
}
