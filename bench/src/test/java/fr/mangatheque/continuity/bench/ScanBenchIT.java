package fr.mangatheque.continuity.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScanBenchIT {
  @Test
  void theLedgerIsMadeAnewFromAListingOfAnySize(@TempDir Path directory) throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();

    ScanBench.Result result =
        new ScanBench(1_500, 120_000, new PrintStream(printed, true, StandardCharsets.UTF_8))
            .run(directory);

    assertThat(result.few().names()).isEqualTo(1_500);
    assertThat(result.many().names()).isEqualTo(120_000);
    assertThat(result.sharded().names()).isEqualTo(120_000);
    assertThat(result.few().peakKib()).isPositive();
    assertThat(printed.toString(StandardCharsets.UTF_8)).contains("many, cut in shards");
  }
}
