package fr.mangatheque.continuity.app.command.backup;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.app.command.backup.Shell.Answer;
import fr.mangatheque.continuity.app.command.line.ExitCode;
import fr.mangatheque.continuity.testkit.s3.Credential;
import fr.mangatheque.continuity.testkit.s3.Right;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which backup is meant: from a configuration, or on a bare machine. */
class OpeningIT {
  private static final String DAY1 = "2026-01-01T10:00:00Z";

  @TempDir private Path directory;
  private final HeldBackup backup = HeldBackup.empty();

  @AfterEach
  void close() {
    backup.close();
  }

  private Shell bare() {
    return new Shell().with(backup.credentials());
  }

  private Answer ls(Shell shell, String... more) {
    String[] all = new String[more.length + 1];
    all[0] = "ls";
    System.arraycopy(more, 0, all, 1, more.length);
    return shell.run(backup.onABareMachine(all));
  }

  @Test
  void aConfigurationSaysWhereItIs() throws Exception {
    backup.version("a", DAY1, "one");
    Path file = backup.configuration(directory, "");

    Answer answer = new Shell().run("ls", "--config", file.toString());

    assertThat(answer.out()).endsWith("  a\n");
    assertThat(answer.exitCode()).isZero();
    assertThat(new Shell().with("CONTINUITY_CONFIG", file.toString()).run("ls").out())
        .isEqualTo(answer.out());
  }

  @Test
  void aSourceThatThereIsNotIsToldWithThoseThereAre() throws Exception {
    Path file = backup.configuration(directory, "");

    Answer answer = new Shell().run("ls", "--config", file.toString(), "-s", "upload");

    assertThat(answer.exitCode()).isEqualTo(ExitCode.NOTHING);
    assertThat(answer.err()).contains("there is no source upload").contains("there are: uploads");
  }

  @Test
  void theEnvironmentAloneIsEnough() {
    backup.version("a", DAY1, "one");
    Shell shell =
        bare()
            .with("CONTINUITY_BACKUP_ENDPOINT", backup.server().endpoint().toString())
            .with("CONTINUITY_BACKUP_BUCKET", "library-backup")
            .with("CONTINUITY_BACKUP_PREFIX", "manga");

    assertThat(shell.run("ls").out()).endsWith("  a\n");
  }

  @Test
  void withoutAConfigurationTheWayToDoWithoutIsTold() {
    Answer answer =
        new Shell().with("CONTINUITY_CONFIG", directory.resolve("none.yaml").toString()).run("ls");

    assertThat(answer.exitCode()).isEqualTo(ExitCode.CONFIGURATION);
    assertThat(answer.err()).contains("--backup-endpoint URL --backup-bucket BUCKET");
  }

  @Test
  void whatIsMissingOnABareMachineIsAskedFor() {
    Answer noCredentials = ls(new Shell());
    Answer half = ls(new Shell().with("AWS_ACCESS_KEY_ID", "id"));
    Answer noBucket = bare().run("ls", "--backup-endpoint", "https://s3.example");
    Answer noUrl = bare().run("ls", "--backup-endpoint", "s3.example", "--backup-bucket", "bb");

    assertThat(noCredentials.err()).contains("set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
    assertThat(half.err()).contains("only one is set");
    assertThat(noBucket.err()).contains("Give --backup-bucket");
    assertThat(noUrl.err()).contains("--backup-endpoint is no URL");
    assertThat(noCredentials.exitCode()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void oneOfSeveralBackupsIsNamedByItsSourceOrPrefix() {
    backup.bind("deep/er/books/", "books");
    backup.version("a", DAY1, "one");

    Answer unclear = ls(bare());
    Answer none = ls(bare(), "--source", "films");

    assertThat(unclear.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(unclear.err())
        .contains("source uploads in s3://library-backup/manga/")
        .contains("source books in s3://library-backup/deep/er/books/");
    assertThat(none.exitCode()).isEqualTo(ExitCode.NOTHING);
    assertThat(none.err()).contains("no backup of films").contains("source books in");
    assertThat(ls(bare(), "--source", "uploads").out()).endsWith("  a\n");
    assertThat(ls(bare(), "--backup-prefix", "deep/er/books").exitCode()).isZero();
  }

  @Test
  void aWrongPrefixIsToldWithTheRightOnes() {
    Answer answer = ls(bare(), "--backup-prefix", "magna/");

    assertThat(answer.exitCode()).isEqualTo(ExitCode.NOTHING);
    assertThat(answer.err())
        .contains("there is no backup in s3://library-backup/magna/")
        .contains("there are: source uploads in s3://library-backup/manga/");
  }

  @Test
  void anotherSourcesBackupIsNotReadUnderAWrongName() {
    Answer answer = ls(bare(), "--backup-prefix", "manga/", "--source", "books");

    assertThat(answer.err())
        .contains("is the backup of source uploads in bucket library, not of books");
    assertThat(answer.exitCode()).isEqualTo(ExitCode.NOTHING);
  }

  @Test
  void aBackupWhoseBindingIsLostIsStillReadWhereItsPrefixIsSaid() {
    backup.version("a", DAY1, "one");
    backup.bucket().remove("manga/continuity.json");

    assertThat(ls(bare(), "--backup-prefix", "manga/").out()).endsWith("  a\n");
    assertThat(ls(bare()).err())
        .contains("there is none in this bucket")
        .contains(
            "entries whose continuity.json is lost: s3://library-backup/manga/ (--backup-prefix"
                + " manga/)");
  }

  @Test
  void aFormatOfTheFutureAndWhatIsNoBindingAreRefused() {
    backup
        .bucket()
        .put(
            "manga/continuity.json",
            "{\"format\":2,\"source\":\"uploads\",\"bucket\":\"library\",\"endpoint\":\"\"}"
                .getBytes(StandardCharsets.UTF_8));

    Answer newer = ls(bare(), "--backup-prefix", "manga/");
    backup.bucket().put("manga/continuity.json", "hello".getBytes(StandardCharsets.UTF_8));
    Answer none = ls(bare(), "--backup-prefix", "manga/");

    assertThat(newer.err()).contains("says format 2, this software knows 1");
    assertThat(none.err()).contains("manga/continuity.json is no binding");
    assertThat(newer.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(none.exitCode()).isEqualTo(ExitCode.FAILED);
  }

  @Test
  void muchOtherContentBesideABackupDoesNotHideIt() {
    for (int i = 0; i < 2500; i++) {
      backup.bucket().put("a/%04d.txt".formatted(i), new byte[0]);
      backup.version("k/%04d".formatted(i % 10), "2026-01-01T10:%02d:00Z".formatted(i % 60), "x");
    }
    long before = backup.server().counters().requests();

    assertThat(ls(bare()).exitCode()).isZero();

    assertThat(backup.server().counters().requests() - before).isLessThan(20);
  }

  @Test
  void aStoreThatRefusesIsToldWithWhatToCheckAndWithoutTheSecret() {
    Credential blind = backup.server().credentials().create(Right.WRITE);
    Shell shell =
        new Shell()
            .with("AWS_ACCESS_KEY_ID", blind.accessKeyId())
            .with("AWS_SECRET_ACCESS_KEY", blind.secretAccessKey());

    Answer answer = ls(shell);

    assertThat(answer.exitCode()).isEqualTo(ExitCode.FAILED);
    assertThat(answer.err())
        .contains("the backup cannot be used")
        .contains("check the key id, its secret, and the rights")
        .doesNotContain(blind.secretAccessKey());
  }

  @Test
  void aBucketThatThereIsNotIsTold() {
    Answer answer =
        bare()
            .run(
                "ls",
                "--backup-endpoint",
                backup.server().endpoint().toString(),
                "--backup-bucket",
                "library-backpu");

    assertThat(answer.err()).contains("Check the bucket's name and the endpoint");
    assertThat(answer.exitCode()).isEqualTo(ExitCode.FAILED);
  }
}
