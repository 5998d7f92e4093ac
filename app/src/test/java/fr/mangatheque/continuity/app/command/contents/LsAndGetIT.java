package fr.mangatheque.continuity.app.command.contents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fr.mangatheque.continuity.app.command.backup.HeldBackup;
import fr.mangatheque.continuity.app.command.backup.Shell;
import fr.mangatheque.continuity.app.command.backup.Shell.Answer;
import fr.mangatheque.continuity.app.command.line.ExitCode;
import fr.mangatheque.continuity.storage.backup.EntryName;
import fr.mangatheque.continuity.testkit.s3.Operation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a backup holds, listed and fetched from its bucket alone. */
class LsAndGetIT {
  private static final String DAY1 = "2026-01-01T10:00:00Z";
  private static final String DAY2 = "2026-01-02T10:00:00Z";
  private static final String DAY3 = "2026-01-03T10:00:00Z";

  @TempDir private Path directory;
  private final HeldBackup backup = HeldBackup.empty();

  @AfterEach
  void close() {
    backup.close();
  }

  private Answer run(String... arguments) {
    return new Shell().with(backup.credentials()).run(backup.onABareMachine(arguments));
  }

  private static List<String> lines(Answer answer) {
    return answer.out().lines().map(String::strip).toList();
  }

  @Test
  void keysAreListedWithSizeAndDateAndTheBackupIsFoundByItself() {
    backup.version("covers/1.jpg", DAY1, "one");
    backup.version("covers/1.jpg", DAY2, "one and more");
    backup.version("pages/1/a b.jpg", DAY1, "two");
    backup.deleted("pages/1/a b.jpg", DAY2);

    Answer answer = run("ls");

    assertThat(lines(answer)).containsExactly("12 B  2026-01-02T10:00:00Z  covers/1.jpg");
    assertThat(answer.err())
        .contains("1 object, 12 B, of source uploads in s3://library-backup/manga/.");
    assertThat(answer.exitCode()).isZero();
    assertThat(lines(run("ls", "--deleted")))
        .contains("deleted  2026-01-02T10:00:00Z  pages/1/a b.jpg");
  }

  @Test
  void aMomentIsUnderstoodToldAndKeptTo() {
    backup.version("covers/1.jpg", DAY1, "one");
    backup.deleted("covers/1.jpg", DAY2);
    backup.version("covers/1.jpg", DAY3, "three");

    Answer then = run("ls", "--as-of", "2026-01-01 12:00 Europe/Paris");

    assertThat(then.err())
        .startsWith("As of 2026-01-01T11:00:00Z (Thu 1 Jan 12:00 in Europe/Paris");
    assertThat(lines(then)).containsExactly("3 B  2026-01-01T10:00:00Z  covers/1.jpg");
    assertThat(run("ls", "--as-of", DAY2).out()).isEmpty();
    assertThat(lines(run("ls", "--versions", "--as-of", DAY2)))
        .containsExactly(
            "3 B  2026-01-01T10:00:00Z  covers/1.jpg",
            "deleted  2026-01-02T10:00:00Z  covers/1.jpg  <- this counts");
  }

  @Test
  void impossibleAndFutureMomentsAreRefusedBeforeAnythingIsAsked() {
    long before = backup.server().counters().requests();

    Answer future = run("ls", "--as-of", "2999-01-01T00:00Z");
    Answer impossible = run("ls", "--as-of", "2026-02-30T00:00Z");
    Answer zoneless = run("get", "a", "--as-of", "2026-01-01T00:00");

    assertThat(future.err()).contains("that is still to come");
    assertThat(impossible.err()).contains("Invalid date 'FEBRUARY 30'");
    assertThat(zoneless.err()).contains("has no zone: write 2026-01-01T00:00Z");
    assertThat(List.of(future.exitCode(), impossible.exitCode(), zoneless.exitCode()))
        .containsOnly(ExitCode.USAGE);
    assertThat(backup.server().counters().requests()).isEqualTo(before);
  }

  @Test
  void scriptsReadOneDocument() throws Exception {
    backup.version("covers/1.jpg", DAY1, "one");
    backup.version("covers/2.jpg", DAY2, "four");

    JsonNode json = run("ls", "--json", "--as-of", DAY3).json();

    assertThat(json.path("source").asText()).isEqualTo("uploads");
    assertThat(json.path("asOf").asText()).isEqualTo(DAY3);
    assertThat(json.path("entries")).hasSize(2);
    assertThat(json.path("entries").path(1).path("key").asText()).isEqualTo("covers/2.jpg");
    assertThat(json.path("entries").path(1).path("bytes").asLong()).isEqualTo(4);
    assertThat(json.path("bytes").asLong()).isEqualTo(7);
    assertThat(run("ls", "--json", "--as-of", DAY1).json().path("count").asLong()).isEqualTo(1);
  }

  @Test
  void oddKeysAndLongOnesAreListedAndFetchedAsTheyAre() {
    String longKey = "long/" + "é".repeat(480);
    for (String key : List.of("a", "a/b", "a//c", "../x", "covers/", "line\nfeed", longKey)) {
      backup.version(key, DAY1, "of " + key);
    }
    backup.version("continuity-canary/1", DAY1, "not content");

    assertThat(run("ls").out().lines().map(line -> line.substring(34)))
        .containsExactlyInAnyOrder(
            "a", "a/b", "a//c", "../x", "covers/", "line\\u000afeed", longKey);
    for (String key : List.of("a", "a//c", "../x", "covers/", "line\nfeed", longKey)) {
      assertThat(run("get", key).content()).asString().isEqualTo("of " + key);
    }
    assertThat(lines(run("ls", "--prefix", "a/")))
        .allMatch(line -> line.contains("  a/"))
        .hasSize(2);
  }

  @Test
  void aPrefixAndAKeyThatNeverWereAreToldWithTheNearestThereIs() {
    backup.version("covers/akira-1.jpg", DAY1, "one");
    backup.version("pages/1.jpg", DAY1, "one");

    Answer prefix = run("ls", "--prefix", "cover-s/");
    Answer key = run("get", "covers/akira-1.jpeg");

    assertThat(prefix.err())
        .contains("no key ever started with cover-s/ in the backup of uploads")
        .contains("the nearest there is: covers/, pages/");
    assertThat(key.err())
        .contains("never had a key covers/akira-1.jpeg; the nearest there is: covers/akira-1.jpg");
    assertThat(List.of(prefix.exitCode(), key.exitCode())).containsOnly(ExitCode.NOTHING);
  }

  @Test
  void anObjectIsFetchedIntoAFileThatWasNotThere() throws Exception {
    EntryName.Version version = backup.version("covers/1.jpg", DAY1, "one");
    backup.version("covers/1.jpg", DAY2, "two");
    Path file = directory.resolve("1.jpg");

    Answer answer = run("get", "covers/1.jpg", "--as-of", DAY1, "-o", file.toString(), "--json");

    assertThat(file).hasContent("one");
    JsonNode json = answer.json();
    assertThat(json.path("sha256").asText()).isEqualTo(version.sha256().hex());
    assertThat(json.path("contentType").asText()).isEqualTo("text/plain");
    assertThat(json.path("metadata").path("artist").asText()).isEqualTo("=?UTF-8?B?xYx0b21v?=");
    assertThat(json.path("metadata")).hasSize(1);
    Answer again = run("get", "covers/1.jpg", "-o", file.toString());
    assertThat(again.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(again.err()).contains("exists and stays as it is");
    assertThat(file).hasContent("one");
    try (var files = Files.list(directory)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void contentIsNotThrownOntoATerminal() {
    backup.version("a", DAY1, "one");
    Shell shell = new Shell().with(backup.credentials()).types();

    assertThat(shell.run(backup.onABareMachine("get", "a")).err()).contains("-o FILE, or say -o -");
    assertThat(shell.run(backup.onABareMachine("get", "a", "-o", "-")).content())
        .asString()
        .isEqualTo("one");
  }

  @Test
  void anObjectThatWasDeletedIsToldWithItsLastVersion() {
    backup.version("a", DAY1, "one");
    backup.deleted("a", DAY2);

    Answer now = run("get", "a");
    Answer early = run("get", "a", "--as-of", "2025-12-31T00:00Z");

    assertThat(now.err())
        .contains("a was deleted at 2026-01-02T10:00:00Z")
        .contains("its last version before: --as-of 2026-01-01T10:00:00Z");
    assertThat(early.err()).contains("its first entry is of 2026-01-01T10:00:00Z");
    assertThat(List.of(now.exitCode(), early.exitCode())).containsOnly(ExitCode.NOTHING);
    assertThat(now.content()).isEmpty();
  }

  @Test
  void aRottenCopyIsPassedOverAndTold() {
    EntryName.Version first = backup.version("a", DAY1, "one");
    EntryName.Version second = backup.repaired("a", first, "one");
    backup.bucket().corrupt(backup.name("a", second), 1);

    Answer answer = run("get", "a");

    assertThat(answer.content()).asString().isEqualTo("one");
    assertThat(answer.err())
        .contains("! The copy " + second.format() + " has bytes with the SHA-256")
        .contains("from its copy " + first.format());
    assertThat(answer.exitCode()).isZero();
  }

  @Test
  void whereEveryCopyIsRottenOrGoneNothingIsHandedOver() {
    EntryName.Version first = backup.version("a", DAY1, "one");
    backup.bucket().corrupt(backup.name("a", first), 1);
    Path file = directory.resolve("a");

    Answer answer = run("get", "a", "-o", file.toString());

    assertThat(answer.exitCode()).isEqualTo(ExitCode.WRONG);
    assertThat(answer.err()).contains("no copy of this version of a is right");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void anInterruptedFetchLeavesNothingBehind() {
    backup.version("a", DAY1, "one");
    Shell shell = new Shell().with(backup.credentials());
    backup
        .server()
        .faults()
        .on(Operation.GET)
        .key(key -> key.contains("/a/"))
        .before(shell::interrupts);

    Answer answer =
        shell.run(backup.onABareMachine("get", "a", "-o", directory.resolve("a").toString()));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(answer.exitCode()).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(answer.err()).contains("interrupted; nothing was written");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void faultsThatPassAreWaitedForAndBitsFlippedOnTheWayDoNoHarm() {
    backup.version("a", DAY1, "one");
    backup.server().faults().on(Operation.LIST).times(2).slowDown();
    backup.server().faults().on(Operation.GET).key(key -> key.contains("/a/")).once().cutAnswer();
    backup
        .server()
        .faults()
        .on(Operation.GET)
        .key(key -> key.contains("/a/"))
        .after(1)
        .once()
        .flipAnswerBit();

    Answer answer = run("get", "a");

    assertThat(answer.content()).asString().isEqualTo("one");
    assertThat(answer.exitCode()).isZero();
  }
}
