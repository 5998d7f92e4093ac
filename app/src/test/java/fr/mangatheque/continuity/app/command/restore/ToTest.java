package fr.mangatheque.continuity.app.command.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where to, as people write it. */
class ToTest {
  @Test
  void placesAreUnderstood() {
    assertThat(To.parse("origin:")).isEqualTo(new To.Origin());
    assertThat(To.parse("target:scratch")).isEqualTo(new To.Target("scratch"));
    assertThat(To.parse("s3://library")).isEqualTo(new To.Bucket("library", ""));
    assertThat(To.parse("s3://library/")).isEqualTo(new To.Bucket("library", ""));
    assertThat(To.parse("s3://library/re stored/x"))
        .isEqualTo(new To.Bucket("library", "re stored/x/"));
    assertThat(To.parse("file:./restored"))
        .isEqualTo(new To.Folder(Path.of("restored").toAbsolutePath()));
    assertThat(To.parse("file:/srv/restored")).isEqualTo(new To.Folder(Path.of("/srv/restored")));
    assertThat(To.parse("file:///srv/restored")).isEqualTo(new To.Folder(Path.of("/srv/restored")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          origin              | write origin:, target:NAME, s3://BUCKET/PREFIX or file:FOLDER
          ftp://library       | write origin:, target:NAME
          origin:covers/      | nothing follows the colon; a part of it is restored with --prefix
          target:             | a name of restore-targets
          s3:library          | is no bucket such as s3://library
          s3://               | is no bucket
          s3://library//x     | starts with a slash
          file:               | followed by a folder
          file://host/folder  | names another host
          file:~/restored     | does not expand ~
          """)
  void whatIsNoPlaceIsToldWithWhatWouldBe(String text, String reason) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> To.parse(text))
        .withMessageContaining(reason);
  }
}
