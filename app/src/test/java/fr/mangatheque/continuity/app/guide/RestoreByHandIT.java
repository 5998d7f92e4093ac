package fr.mangatheque.continuity.app.guide;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fr.mangatheque.continuity.storage.ObjectHeaders;
import fr.mangatheque.continuity.storage.backup.EntryName;
import fr.mangatheque.continuity.testkit.s3.Operation;
import fr.mangatheque.continuity.testkit.s3.StoredObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A restore without this software: the guide and its script, with the real tools. */
class RestoreByHandIT {
  private static final Instant MONDAY = Instant.parse("2026-01-26T09:00:00Z");
  private static final Instant TUESDAY = Instant.parse("2026-01-27T09:00:00Z");
  private static final Instant SUNDAY = Instant.parse("2026-02-01T09:00:00Z");
  private static final String BUCKETS = "s3://library-backup/uploads/ s3://library/";

  private static final ObjectHeaders ALL_HEADERS =
      new ObjectHeaders(
          "image/webp",
          "public, max-age=31536000",
          "inline; filename=\"1.webp\"",
          "identity",
          "fr",
          "Tue, 01 Jan 2030 12:00:00 GMT",
          Map.of("artist", "Éric", "continuity-of", "the story"));

  /** One of each kind; what no file can be called among them. */
  private static final List<String> KEYS =
      List.of(
          "a",
          "a/b",
          "a/20260102",
          "a/20260102T030405.678Z~deleted",
          "x//y",
          "/leading",
          "trailing/",
          "a/../c",
          "%2F +&'\"\\.jpg",
          "--body",
          "file://etc/hosts",
          "line\nfeed\n",
          "é漫画\uD83D\uDE00.webp",
          "漫".repeat(300));

  @TempDir private Path directory;
  private Held held;
  private Shell shell;

  @BeforeAll
  static void theToolsAreThere() {
    List<String> missing = Shell.missing("aws", "jq", "openssl");
    assumeTrue(
        missing.isEmpty(),
        () -> missing + " not installed: the restore by hand is not tested (Debian: awscli jq)");
  }

  @BeforeEach
  void aBackup() throws Exception {
    held = new Held();
    shell = held.shell(directory);
  }

  @AfterEach
  void nothing() {
    held.close();
  }

  private Shell.Answer restore(String arguments) throws Exception {
    return shell.run("./restore-by-hand.sh " + arguments);
  }

  @Test
  void eachCommandOfTheGuideWorksAsItStands() throws Exception {
    assumeTrue(
        Shell.missing("rclone").isEmpty(),
        "rclone is not installed: the guide is not tested (Debian: rclone)");
    Fenced guide = Fenced.in("how-to/restore-by-hand.md");
    held.version("covers/one-piece-1.jpg", MONDAY, "the cover of old", ALL_HEADERS);
    held.version("covers/one-piece-1.jpg", SUNDAY, "the cover", ALL_HEADERS);
    held.version("covers/été 1.jpg", MONDAY, "summer");
    held.version("covers/gone.jpg", MONDAY, "was deleted on Sunday");
    held.marker("covers/gone.jpg", SUNDAY);
    held.version("pages/1/1.png", TUESDAY, "a page");
    held.version("odd//key.png", TUESDAY, "which rclone does not carry");
    Map<String, String> now =
        Map.of(
            "covers/one-piece-1.jpg", "the cover",
            "covers/été 1.jpg", "summer",
            "pages/1/1.png", "a page",
            "odd//key.png", "which rclone does not carry");

    Shell.Answer one = shell.run(guide.script("One object"));

    assertThat(one.said()).contains("uploads/objects/covers/one-piece-1.jpg/2026");
    assertThat(one.said()).contains("object: OK");
    assertThat(one.status()).as(one.said()).isZero();
    assertThat(held.restored()).isEqualTo(Map.of("covers/one-piece-1.jpg", "the cover"));
    assertThat(held.origin.object("covers/one-piece-1.jpg").orElseThrow().header("Cache-Control"))
        .hasValue("public, max-age=31536000");

    Shell.Answer all = shell.run(guide.script("Everything"));

    assertThat(all.said()).contains("3 restored, 1 already right, 0 differ and were left");
    assertThat(all.status()).as(all.said()).isZero();
    assertThat(held.restored()).isEqualTo(now);
    assertThat(contents(directory.resolve("restored-covers")))
        .isEqualTo(
            Map.of(
                "one-piece-1.jpg", "the cover of old",
                "été 1.jpg", "summer",
                "gone.jpg", "was deleted on Sunday"));

    held.origin.clear();
    Shell.Answer much = shell.run(guide.script("Much at once"));

    assertThat(much.said())
        .contains("restored  odd//key.png", "1 restored, 3 already right, 0 differ and were left");
    assertThat(much.status()).as(much.said()).isZero();
    assertThat(held.restored()).isEqualTo(now);
  }

  private static Map<String, String> contents(Path folder) throws IOException {
    Map<String, String> contents = new HashMap<>();
    try (var files = Files.walk(folder.resolve("covers"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return contents;
  }

  @Test
  void anyKeyComesBackAsOfAMomentAndASecondRunWritesNothing() throws Exception {
    Map<String, String> tuesday = new HashMap<>();
    for (String key : KEYS) {
      held.version(key, MONDAY, "Monday's " + key);
      held.version(key, TUESDAY, "Tuesday's " + key);
      held.version(key, SUNDAY, "Sunday's " + key);
      tuesday.put(key, "Tuesday's " + key);
    }
    held.version("gone on Tuesday", MONDAY, "gone");
    held.marker("gone on Tuesday", TUESDAY);
    held.version("gone on Tuesday", SUNDAY, "and back");
    held.version("gone on Sunday", MONDAY, "still there");
    held.marker("gone on Sunday", SUNDAY);
    tuesday.put("gone on Sunday", "still there");
    held.version("came on Sunday", SUNDAY, "new");
    held.version("continuity-canary/1", MONDAY, "not the site's");

    Shell.Answer first = restore("--jobs 2 --as-of 2026-01-27T12:00:00+01:00 " + BUCKETS);

    assertThat(first.status()).as(first.said()).isZero();
    assertThat(first.said()).contains("as of 20260127T110000.000Z");
    assertThat(held.restored()).isEqualTo(tuesday);

    long puts = held.originCloud().counters().requests(Operation.PUT);
    Shell.Answer second = restore("--as-of 2026-01-27T11:00:00Z " + BUCKETS);

    assertThat(second.said()).contains("0 restored, " + tuesday.size() + " already right");
    assertThat(second.status()).as(second.said()).isZero();
    assertThat(held.originCloud().counters().requests(Operation.PUT)).isEqualTo(puts);
    assertThat(held.originCloud().counters().requests(Operation.GET)).isZero();
  }

  @Test
  void headersComeBackWithoutTheBackupsOwn() throws Exception {
    held.version("covers/1.webp", MONDAY, "a cover", ALL_HEADERS);

    Shell.Answer answer = restore("--key covers/1.webp " + BUCKETS);

    assertThat(answer.status()).as(answer.said()).isZero();
    StoredObject restored = held.origin.object("covers/1.webp").orElseThrow();
    assertThat(restored.header("Content-Type")).hasValue("image/webp");
    assertThat(restored.header("Cache-Control")).hasValue("public, max-age=31536000");
    assertThat(restored.header("Content-Disposition")).hasValue("inline; filename=\"1.webp\"");
    assertThat(restored.header("Content-Encoding")).hasValue("identity");
    assertThat(restored.header("Content-Language")).hasValue("fr");
    assertThat(restored.header("Expires")).hasValue("Tue, 01 Jan 2030 12:00:00 GMT");
    assertThat(restored.metadata())
        .isEqualTo(Map.of("artist", "=?UTF-8?B?w4lyaWM=?=", "continuity-of", "the story"));
  }

  @Test
  void damagedBytesAreNeverRestored() throws Exception {
    EntryName.Version mended = held.version("mended", MONDAY, "mended since");
    held.damage("mended", mended);
    held.repaired("mended", mended, 9, "mended since");
    held.damage("mended", held.repaired("mended", mended, 10, "mended since"));
    held.damage("lost", held.version("lost", MONDAY, "lost for good"));

    Shell.Answer answer = restore(BUCKETS);

    assertThat(answer.status()).isEqualTo(1);
    assertThat(answer.said())
        .contains("restored  mended (not from objects/mended/", "~r10: its bytes are not what")
        .contains("FAILED    lost: its bytes are not what its name says")
        .contains("1 restored, 0 already right, 0 differ and were left, 1 failed");
    assertThat(held.restored()).isEqualTo(Map.of("mended", "mended since"));
  }

  @Test
  void whatIsThereWithOtherBytesIsLeftUnlessToldOtherwise() throws Exception {
    held.version("covers/1.jpg", MONDAY, "what was backed up");
    held.origin.put("covers/1.jpg", "came meanwhile".getBytes(UTF_8));

    Shell.Answer left = restore(BUCKETS);

    assertThat(left.said()).contains("DIFFERS   covers/1.jpg", "1 differ and were left");
    assertThat(left.status()).isEqualTo(1);
    assertThat(held.restored()).isEqualTo(Map.of("covers/1.jpg", "came meanwhile"));

    Shell.Answer replaced = restore("--overwrite " + BUCKETS);

    assertThat(replaced.status()).as(replaced.said()).isZero();
    assertThat(held.restored()).isEqualTo(Map.of("covers/1.jpg", "what was backed up"));
  }

  @Test
  void whatCannotBeBegunIsToldBeforeAnythingIsWritten() throws Exception {
    held.version("covers/1.jpg", MONDAY, "a cover");

    Shell.Answer elsewhere = restore("s3://library-backup/avatars/ s3://library/");
    Shell.Answer never = restore("--as-of yesteryear " + BUCKETS);
    Shell.Answer unknown = restore("--key covers/2.jpg " + BUCKETS);

    assertThat(elsewhere.said()).contains("no continuity.json in s3://library-backup/avatars/");
    assertThat(elsewhere.status()).isEqualTo(2);
    assertThat(never.said()).contains("--as-of yesteryear is no moment");
    assertThat(never.status()).isEqualTo(2);
    assertThat(unknown.said()).contains("0 objects of 0 bytes were there");
    assertThat(unknown.status()).isEqualTo(1);
    assertThat(held.restored()).isEmpty();
  }
}
