package fr.mangatheque.continuity.testkit.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.testkit.s3.Bucket;
import fr.mangatheque.continuity.testkit.s3.S3Server;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each check can fail: a backup that is right, and one fault after the other put into it. */
class VerifierIT {
  private static final String PREFIX = "site/";
  private static final String LONG = "x".repeat(1000);

  private final S3Server server = S3Server.start();
  private final Bucket source = server.createBucket("library");
  private final Bucket backup = server.createBucket("library-backup");
  private final SourceJournal journal = new SourceJournal();
  private final Verifier verifier =
      new Verifier(
          address("library", ""),
          address("library-backup", PREFIX),
          journal,
          InstantSource.system());

  private BucketAddress address(String bucket, String prefix) {
    return new BucketAddress(
        server.endpoint(),
        server.region(),
        bucket,
        prefix,
        server.accessKeyId(),
        server.secretAccessKey());
  }

  @BeforeEach
  void aRightBackup() {
    backup.put(PREFIX + "continuity.json", "{}".getBytes(UTF_8));
    backup.put(PREFIX + "probe/md5-right", "x".getBytes(UTF_8));
    upload("a", "first");
    upload("a", "second");
    upload("a", "third");
    entry("a", "20260101T000000.000Z", "first");
    entry("a", "20260101T000001.000Z", "third");
    upload("a/b", "nested");
    entry("a/b", "20260101T000000.000Z", "nested");
    upload("x//y/../\n%2F é漫", "");
    entry("x//y/../\n%2F é漫", "20260101T000000.000Z", "");
    upload("gone", "was here");
    journal.gone("gone", () -> source.remove("gone"));
    entry("gone", "20260101T000000.000Z", "was here");
    marker("gone", "20260101T000001.000Z");
    upload("never/seen", "too quick");
    journal.gone("never/seen", () -> source.remove("never/seen"));
    upload(LONG, "long");
    backup.put(
        PREFIX + "long/" + sha256(LONG) + "/" + name("20260101T000000.000Z", "long"),
        "long".getBytes(UTF_8),
        Map.of(
            "Content-Type",
            "image/webp",
            "x-amz-meta-title",
            "One Piece",
            "x-amz-meta-continuity-key",
            Base64.getUrlEncoder().withoutPadding().encodeToString(LONG.getBytes(UTF_8))));
    journal.provenNow();
  }

  @AfterEach
  void close() {
    verifier.close();
    server.close();
  }

  private void upload(String key, String content) {
    byte[] bytes = content.getBytes(UTF_8);
    journal.held(
        key,
        bytes,
        () ->
            source.put(
                key, bytes, Map.of("Content-Type", "image/webp", "x-amz-meta-title", "One Piece")));
  }

  private void entry(String key, String instant, String content) {
    write(key, name(instant, content), content);
  }

  private void write(String key, String name, String content) {
    backup.put(
        PREFIX + "objects/" + key + "/" + name,
        content.getBytes(UTF_8),
        Map.of(
            "Content-Type",
            "image/webp",
            "x-amz-meta-title",
            "One Piece",
            "x-amz-meta-continuity-etag",
            "etag"));
  }

  private void marker(String key, String instant) {
    backup.put(PREFIX + "objects/" + key + "/" + instant + "~deleted", new byte[0]);
  }

  private static String name(String instant, String content) {
    return instant + "~" + sha256(content) + "~etag";
  }

  private String place(String key, String instant, String content) {
    return PREFIX + "objects/" + key + "/" + name(instant, content);
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void assertFound(Check... checks) {
    assertFound(Promise.STRICT, checks);
  }

  private void assertFound(Promise promise, Check... checks) {
    Verdict verdict = verifier.verify(promise);
    assertThat(verdict.findings())
        .as(verdict.words())
        .extracting(Finding::check)
        .containsOnly(checks);
  }

  @Test
  void aRightBackupHolds() {

    Verdict verdict = verifier.verify(Promise.STRICT);

    assertThat(verdict.words()).isEmpty();
    assertThat(verdict.holds()).isTrue();
    assertThat(verdict).isEqualTo(new Verdict(verdict.findings(), 4, 6, 1, 0, 0, verdict.bytes()));
    assertThat(verdict.bytes()).isEqualTo("firstthirdnestedwas herelong".length());
    assertThat(verifier.pending(Promise.STRICT)).isEmpty();
  }

  @Test
  void aMissingObjectIsFound() {
    backup.remove(place("a/b", "20260101T000000.000Z", "nested"));

    assertFound(Check.PROTECTED, Check.KEPT);
    assertThat(verifier.pending(Promise.STRICT))
        .singleElement()
        .satisfies(finding -> assertThat(finding.subject()).isEqualTo("a/b"));
  }

  @Test
  void anOlderVersionAsTheGreatestIsFound() {
    upload("a", "fourth");

    assertFound(Check.PROTECTED);
  }

  @Test
  void aVersionThatVanishedIsFoundThoughLaterOnesAreThere() {
    upload("a/b", "later");
    entry("a/b", "20260101T000005.000Z", "later");
    backup.remove(place("a/b", "20260101T000000.000Z", "nested"));

    assertFound(Check.KEPT);
  }

  @Test
  void aLostLongKeyIsFound() {
    backup.keys().stream().filter(name -> name.contains("long/")).forEach(backup::remove);

    assertFound(Check.PROTECTED, Check.KEPT);
  }

  @Test
  void oneRottenBitIsFoundUntilARepairedCopyStandsBesideIt() {
    backup.corrupt(place("a", "20260101T000000.000Z", "first"), 2);

    assertFound(Check.BYTES);

    write("a", name("20260101T000000.000Z", "first") + "~r1", "first");
    Verdict repaired = verifier.verify(Promise.STRICT);
    assertThat(repaired.words()).isEmpty();
    assertThat(repaired.repaired()).isEqualTo(1);
  }

  @Test
  void aRepairThatIsWrongItselfIsFound() {
    backup.corrupt(place("a", "20260101T000001.000Z", "third"), 2);
    write("a", name("20260101T000001.000Z", "third") + "~r1", "thorn");

    assertFound(Check.BYTES);
  }

  @Test
  void aMarkerWithContentIsFound() {
    backup.put(PREFIX + "objects/gone/20260101T000001.000Z~deleted", "x".getBytes(UTF_8));

    assertFound(Check.BYTES);
  }

  @Test
  void aVersionThatNeverWasIsFound() {
    entry("a", "20251231T000000.000Z", "forged");

    assertFound(Check.INVENTED);
  }

  @Test
  void aVersionOfAnotherKeyIsFound() {
    entry("a", "20251231T000000.000Z", "nested");
    entry("nobody", "20251231T000000.000Z", "nested");

    assertFound(Check.INVENTED);
    assertThat(verifier.verify(Promise.STRICT).findings()).hasSize(2);
  }

  @Test
  void aMarkerOfWhatWasNeverGoneIsFound() {
    marker("a", "20260101T000000.500Z");

    assertFound(Check.MARKER);
  }

  @Test
  void aMarkerThatHidesWhatTheSourceHoldsIsFound() {
    marker("a", "20260101T000009.000Z");

    assertFound(Check.MARKER, Check.PROTECTED);
  }

  @Test
  void aMissingMarkerIsFoundUnlessSomebodyHoldsItBack() {
    backup.remove(PREFIX + "objects/gone/20260101T000001.000Z~deleted");

    assertFound(Check.DELETION_TOLD);
    assertThat(verifier.verify(Promise.STRICT.holdingBack("gone"::equals)).words()).isEmpty();
  }

  @Test
  void aVersionThatStandsThereTwiceIsFound() {
    entry("a", "20260101T000000.001Z", "first");

    assertFound(Check.ONCE);
    Verdict repeating = verifier.verify(Promise.REPEATING);
    assertThat(repeating.words()).isEmpty();
    assertThat(repeating.repeats()).isEqualTo(1);
  }

  @Test
  void anotherOrderThanTheSourcesIsFound() {
    entry("a", "20260101T000000.500Z", "second");
    entry("a", "20260101T000000.600Z", "first");

    assertFound(Check.ORDER);
  }

  @Test
  void contentThatCameBackAfterADeletionIsNoRepetition() {
    upload("gone", "was here");
    entry("gone", "20260101T000002.000Z", "was here");

    assertThat(verifier.verify(Promise.STRICT).words()).isEmpty();
  }

  @Test
  void aNameThatTheFormatDoesNotHaveIsFound() {
    backup.put(PREFIX + "objects/a/20260101T000000.000Z~lost", new byte[0]);

    assertFound(Check.FOREIGN);
  }

  @Test
  void lostHeadersAreFound() {
    backup.put(
        place("a/b", "20260101T000000.000Z", "nested"),
        "nested".getBytes(UTF_8),
        Map.of("Content-Type", "image/webp"));

    assertFound(Check.HEADERS);
  }

  @Test
  void aJournalThatIsWrongIsFound() {
    source.put("a", "changed behind its back".getBytes(UTF_8));

    assertFound(Check.JOURNAL_IS_RIGHT);
  }
}
