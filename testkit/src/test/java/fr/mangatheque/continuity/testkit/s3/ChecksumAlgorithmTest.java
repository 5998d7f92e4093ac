package fr.mangatheque.continuity.testkit.s3;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChecksumAlgorithmTest {
  /** The check values of the catalogue of CRCs, and of FIPS 180-4's algorithms, of the digits. */
  @ParameterizedTest
  @CsvSource({
    "CRC32,cbf43926",
    "CRC32C,e3069283",
    "CRC64NVME,ae8b14860a799888",
    "SHA1,f7c3bc1d808e04732adf679965ccc34ca7ae3441",
    "SHA256,15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225"
  })
  void theValueIsThatOfItsDefinition(ChecksumAlgorithm algorithm, String expected) {
    Content whole = Content.of("123456789".getBytes(US_ASCII));
    Content parts =
        Content.join(
            List.of(Content.of("1234".getBytes(US_ASCII)), Content.of("56789".getBytes(US_ASCII))));

    assertThat(HexFormat.of().formatHex(algorithm.of(whole))).isEqualTo(expected);
    assertThat(algorithm.of(parts)).isEqualTo(algorithm.of(whole));
    assertThat(algorithm.of(whole)).hasSize(algorithm.length());
  }
}
