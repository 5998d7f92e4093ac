package fr.mangatheque.continuity.testkit.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
  @ParameterizedTest
  @CsvSource({"0-0,0,1", "2-4,2,3", "5-,5,5", "8-99,8,2", "-3,7,3", "-99,0,10"})
  void aRangeIsAPartOfTheObject(String range, long offset, long length) {
    assertThat(ByteRange.of("bytes=" + range, 10)).contains(new ByteRange(offset, length));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=4-2", "bytes=0-1,3-4", "bytes=x-y", "items=0-1", "bytes=5"})
  void whatS3DoesNotUnderstandItDoesNotHeed(String header) {
    assertThat(ByteRange.of(header, 10)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=10-", "bytes=11-12", "bytes=-0"})
  void whatLiesBeyondTheEndIsRefused(String header) {
    S3Error refused = catchThrowableOfType(S3Error.class, () -> ByteRange.of(header, 10));

    assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_RANGE);
  }

  @Test
  void theAnswerNamesItsPlace() {
    assertThat(new ByteRange(2, 3).contentRange(10)).isEqualTo("bytes 2-4/10");
  }
}
