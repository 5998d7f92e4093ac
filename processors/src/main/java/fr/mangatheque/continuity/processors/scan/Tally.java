package fr.mangatheque.continuity.processors.scan;

import fr.mangatheque.continuity.schemas.event.ScanResult;
import fr.mangatheque.continuity.storage.ListedObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is counted in a slice. One thread uses it. */
final class Tally {
  private final List<String> samples = new ArrayList<>();
  private long listed;
  private long hinted;
  private long live;
  private long bytes;
  private long canaries;
  private long unusable;
  private @Nullable String example;
  private @Nullable ListedObject newest;

  /** Whether a sample is due with the name just listed. */
  boolean listed(ListedObject object) {
    listed++;
    bytes += object.size();
    if (newest == null || object.lastModified().isAfter(newest.lastModified())) {
      newest = object;
    }
    return listed % Samples.EVERY == 0;
  }

  void sample(String cut) {
    if (!cut.isEmpty()) {
      samples.add(cut);
    }
  }

  void hinted() {
    hinted++;
  }

  void live() {
    live++;
  }

  void canary() {
    canaries++;
  }

  void unusable(String name) {
    unusable++;
    if (example == null) {
      example = name.length() <= 200 ? name : name.substring(0, 200) + "…";
    }
  }

  /** A name that was listed, but is no key. */
  void unusableName(String name) {
    listed++;
    unusable(name);
  }

  long names() {
    return listed;
  }

  long told() {
    return hinted;
  }

  ScanResult.Builder into(ScanResult.Builder result) {
    ListedObject last = newest;
    Instant newestAt = last == null ? null : last.lastModified();
    return result
        .setListed(listed)
        .setHinted(hinted)
        .setLive(live)
        .setBytes(bytes)
        .setCanaries(canaries)
        .setUnusable(unusable)
        .setUnusableExample(example)
        .setSamples(samples)
        .setNewestKey(last == null ? null : last.key().value())
        .setNewestAt(newestAt);
  }
}
