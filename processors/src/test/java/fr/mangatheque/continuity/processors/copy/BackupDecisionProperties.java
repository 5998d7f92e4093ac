package fr.mangatheque.continuity.processors.copy;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.processors.copy.BackupDecision.IfSame;
import fr.mangatheque.continuity.storage.Content;
import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.backup.EntryName;
import fr.mangatheque.continuity.storage.backup.EntryNames;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class BackupDecisionProperties {
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

  private static Content content(int seed) {
    return Content.of(new byte[] {(byte) seed});
  }

  private static ETag etag(Content content) {
    return new ETag(content.md5().hex());
  }

  private static KnownEntry entry(int seed, Instant lastModified, int raisedBy, boolean timeKnown) {
    Content content = content(seed);
    EntryName.Version name =
        EntryNames.version(
            lastModified.plusMillis(raisedBy), content.sha256(), etag(content), null);
    return new KnownEntry(
        name, content.size(), etag(content), timeKnown ? lastModified : null, null);
  }

  private static BackupDecision decide(
      int seed, Instant lastModified, KnownEntry greatest, IfSame ifSame) {
    Content content = content(seed);
    return BackupDecision.of(content.sha256(), etag(content), lastModified, greatest, ifSame);
  }

  @Property
  void theSameContentOfTheSameTimeIsPresentHoweverTheEntryIsKnown(
      @ForAll byte seed,
      @ForAll @IntRange(max = 100_000) int second,
      @ForAll @IntRange(max = 5) int raisedBy,
      @ForAll boolean timeKnown) {
    Instant lastModified = START.plusSeconds(second);
    KnownEntry greatest = entry(seed, lastModified, raisedBy, timeKnown);

    assertThat(decide(seed, lastModified, greatest, IfSame.LEAVE))
        .isEqualTo(new BackupDecision.AlreadyPresent(greatest));
    assertThat(decide(seed, lastModified, greatest, IfSame.REWRITE))
        .isEqualTo(new BackupDecision.Write((EntryName.Version) greatest.name()));
  }

  @Property
  void theSameBytesUnderAnotherTagOrOfALaterTimeAreNoOtherVersionByThemselves(
      @ForAll byte seed,
      @ForAll @IntRange(min = -100_000, max = 100_000) int apart,
      @ForAll boolean timeKnown) {
    KnownEntry greatest = entry(seed, START, 0, timeKnown);

    assertThat(
            BackupDecision.of(
                content(seed).sha256(),
                new ETag("another-2"),
                START.plusSeconds(apart),
                greatest,
                IfSame.LEAVE))
        .isEqualTo(new BackupDecision.SameBytes(greatest));
  }

  @Property
  void whatIsWrittenComesAfterAllThatIsThere(
      @ForAll byte before,
      @ForAll byte now,
      @ForAll @IntRange(min = -3600, max = 3600) int apart,
      @ForAll @IntRange(max = 5) int raisedBy,
      @ForAll IfSame ifSame) {
    KnownEntry greatest = entry(before, START, raisedBy, true);

    BackupDecision decision = decide(now, START.plusSeconds(apart), greatest, ifSame);

    if (decision instanceof BackupDecision.Write(EntryName.Version name)
        && !name.equals(greatest.name())) {
      assertThat(name.compareTo(greatest.name())).isPositive();
      assertThat(name.instant()).isAfterOrEqualTo(START.plusSeconds(apart));
    } else {
      assertThat(now).isEqualTo(before);
    }
  }

  @Property
  void aVersionAfterAMarkerIsAlwaysWritten(
      @ForAll byte seed, @ForAll @IntRange(min = -3600, max = 3600) int apart) {
    KnownEntry marker = KnownEntry.marker(new EntryName.Marker(START));

    assertThat(decide(seed, START.plusSeconds(apart), marker, IfSame.LEAVE))
        .isInstanceOfSatisfying(
            BackupDecision.Write.class,
            write -> assertThat(write.name().compareTo(marker.name())).isPositive());
  }
}
