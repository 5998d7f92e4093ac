package fr.mangatheque.continuity.processors.copy;

import fr.mangatheque.continuity.processors.copy.EntryCheck.Finding;
import fr.mangatheque.continuity.processors.copy.VersionReading.Verdict;
import fr.mangatheque.continuity.schemas.CauseClass;
import fr.mangatheque.continuity.schemas.event.CopyRequest;
import fr.mangatheque.continuity.schemas.event.Entry;
import fr.mangatheque.continuity.schemas.event.Stage;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.Sha256;
import fr.mangatheque.continuity.storage.StoreException;
import fr.mangatheque.continuity.storage.StoreFault;
import fr.mangatheque.continuity.storage.backup.EntryName;
import fr.mangatheque.continuity.storage.backup.HeldEntry;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads back all that the backup holds of a key, and mends what is wrong there. The source is asked
 * only for what is to be mended. One thread uses it, once.
 */
final class VersionsCheck {
  /** What a request takes beside its bytes, as bytes that the deadline would allow for it. */
  private static final long REQUEST = 256 * 1024;

  private final SourceState source;
  private final CopyRequest request;
  private final ObjectKey key;
  private final Deadline deadline;
  private final Journey journey;
  private final CopyMetrics metrics;
  private final InstantSource clock;
  private final @Nullable KnownEntry known;
  private final ReadBack readBack = new ReadBack();
  private final VersionReading reading;
  private final VersionRepair repair;

  VersionsCheck(
      SourceState source,
      CopyRequest request,
      Deadline deadline,
      Journey journey,
      CopyMetrics metrics,
      InstantSource clock) {
    this.source = source;
    this.request = request;
    this.key = new ObjectKey(request.getObjectKey());
    this.deadline = deadline;
    this.journey = journey;
    this.metrics = metrics;
    this.clock = clock;
    Entry greatest = request.getGreatest();
    this.known = greatest == null ? null : KnownEntry.of(greatest);
    this.reading = new VersionReading(source.check(), key, readBack);
    this.repair = new VersionRepair(source, key, deadline, journey, reading);
  }

  /** Does it. A store that fails is a failure, never a loss. */
  Outcome run() throws InterruptedException {
    journey.enter(Stage.BACKUP);
    try {
      Optional<Outcome> atOnce = theOnlyOne();
      return atOnce.isPresent() ? atOnce.get() : all();
    } finally {
      metrics.readBack(request.getSource(), readBack);
    }
  }

  /** Where there is one version, and it is right, nothing needs to be listed. */
  private Optional<Outcome> theOnlyOne() {
    if (known == null
        || request.getVersions() != 1
        || !(known.name() instanceof EntryName.Version version)
        || !isRight(version, known.size())) {
      return Optional.empty();
    }
    readBack.version();
    return Optional.of(
        new Outcome.Verified(
            known.readBack(version, known.size(), clock.instant()), 1, known.size()));
  }

  private boolean isRight(EntryName.Version version, long size) {
    try {
      return reading.find(version, size) instanceof Finding.Right;
    } catch (StoreException e) {
      if (e.fault() == StoreFault.PROTOCOL) {
        // a store that names a key first which XML cannot name is not understood: the listing shows
        // it
        return false;
      }
      throw e;
    }
  }

  private Outcome all() throws InterruptedException {
    List<HeldEntry> entries = source.entries().entries(key);
    List<HeldVersion> versions = HeldVersion.among(entries, known);
    allowTimeFor(versions);
    List<Verdict.Broken> broken = new ArrayList<>();
    List<Verdict.Right> right = new ArrayList<>();
    for (HeldVersion version : versions) {
      switch (reading.read(version)) {
        case Verdict.Right found -> right.add(found);
        case Verdict.Broken found -> broken.add(found);
      }
    }
    List<Verdict.Broken> lost = mend(broken, right);
    restoreMarker(entries);
    tellIfFewer(entries, versions);
    if (lost.isEmpty()) {
      return verified(entries, right);
    }
    return lost(entries, right, lost);
  }

  private void allowTimeFor(List<HeldVersion> versions) {
    long bytes =
        versions.stream()
            .flatMap(version -> version.copies().stream())
            .mapToLong(copy -> REQUEST + copy.size())
            .sum();
    deadline.alsoTakes(bytes);
  }

  /** What nobody has the bytes of; what was mended is right from then on. */
  private List<Verdict.Broken> mend(List<Verdict.Broken> broken, List<Verdict.Right> right)
      throws InterruptedException {
    Map<Sha256, Verdict.Right> byHash = new HashMap<>();
    right.forEach(found -> byHash.put(found.name().sha256(), found));
    List<Verdict.Broken> lost = new ArrayList<>();
    for (Verdict.Broken each : broken) {
      Optional<Verdict.Right> mended = repair.repair(each, byHash);
      if (mended.isPresent()) {
        readBack.repair();
        right.add(mended.get());
        byHash.put(mended.get().name().sha256(), mended.get());
      } else {
        readBack.lose();
        lost.add(each);
      }
    }
    return lost;
  }

  private void restoreMarker(List<HeldEntry> entries) {
    if (known == null
        || !(known.name() instanceof EntryName.Marker marker)
        || entries.stream().anyMatch(entry -> entry.name().equals(marker))
        || source.check().exists(key, marker)) {
      return;
    }
    source.keeping().mark(key, marker, journey);
    readBack.repair();
    journey.doubt(
        Causes.of(
            Stage.VERIFICATION,
            CauseClass.NOT_KEPT,
            "the backup no longer had " + marker + "; it was written again"));
  }

  /** The ledger remembers how many entries there were, not what they were called. */
  private void tellIfFewer(List<HeldEntry> entries, List<HeldVersion> versions) {
    long there =
        Math.max(
            versions.size(),
            entries.stream().filter(entry -> entry.name() instanceof EntryName.Version).count());
    if (there < request.getVersions()) {
      journey.doubt(
          Causes.of(
              Stage.SCRUB,
              CauseClass.LOST_VERSION,
              LostWords.fewer(key, request.getVersions(), there, versions)));
    }
  }

  private Outcome verified(List<HeldEntry> entries, List<Verdict.Right> right) {
    long bytes = right.stream().mapToLong(Verdict.Right::size).sum();
    KnownEntry greatest = greatest(entries, right);
    return greatest == null
        ? new Outcome.Gone(null)
        : new Outcome.Verified(greatest, right.size(), bytes);
  }

  private Outcome lost(
      List<HeldEntry> entries, List<Verdict.Right> right, List<Verdict.Broken> lost) {
    KnownEntry greatest = greatest(entries, right);
    boolean greatestIsLost =
        greatest == null
            || lost.stream().anyMatch(each -> each.target().compareTo(greatest.name()) > 0);
    return new Outcome.Lost(
        Causes.of(Stage.SCRUB, CauseClass.LOST_VERSION, LostWords.of(key, lost, right)),
        greatestIsLost ? null : greatest);
  }

  /** The greatest of what is right, a marker or the like included; null if there is nothing. */
  private @Nullable KnownEntry greatest(List<HeldEntry> entries, List<Verdict.Right> right) {
    EntryName name =
        Stream.concat(
                right.stream().map(Verdict.Right::name),
                Stream.concat(
                    entries.stream().map(HeldEntry::name),
                    Stream.ofNullable(known).map(KnownEntry::name)))
            .filter(entry -> !(entry instanceof EntryName.Version) || isRight(entry, right))
            .max(Comparator.naturalOrder())
            .orElse(null);
    if (name == null) {
      return null;
    }
    long size =
        right.stream()
            .filter(found -> found.name().equals(name))
            .mapToLong(Verdict.Right::size)
            .findFirst()
            .orElse(0);
    KnownEntry entry =
        known != null && sameVersion(known.name(), name) ? known : KnownEntry.listed(name, size);
    return entry.readBack(name, size, clock.instant());
  }

  private static boolean isRight(EntryName entry, List<Verdict.Right> right) {
    return right.stream().anyMatch(found -> found.name().equals(entry));
  }

  private static boolean sameVersion(EntryName one, EntryName other) {
    return one instanceof EntryName.Version a && other instanceof EntryName.Version b
        ? HeldVersion.first(a).equals(HeldVersion.first(b))
        : one.equals(other);
  }
}
