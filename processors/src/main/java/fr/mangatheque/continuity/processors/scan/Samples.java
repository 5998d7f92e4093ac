package fr.mangatheque.continuity.processors.scan;

import fr.mangatheque.continuity.schemas.state.StoredScan;
import fr.mangatheque.continuity.schemas.state.StoredShard;
import java.util.ArrayList;
import java.util.List;

/**
 * Names kept evenly while a side is listed, however large it is, and the cuts made of them. Cuts
 * only share out work: any names would do.
 */
final class Samples {
  /** A sample in so many names is what a worker offers. */
  static final int EVERY = 10_000;

  static final int NAMES_PER_SHARD = 100_000;
  static final int MOST_SHARDS = 64;
  private static final int MOST_KEPT = 256;

  private Samples() {}

  /** Keeps some of what a slice offers; thins out all of the side when they become many. */
  static void add(StoredScan.Builder run, int shard, List<String> offered) {
    List<StoredShard> shards = new ArrayList<>(run.getShards());
    StoredShard.Builder taking = StoredShard.newBuilder(shards.get(shard));
    List<String> kept = new ArrayList<>(taking.getSamples());
    long count = taking.getOffered();
    for (String name : offered) {
      count++;
      if (count % run.getStride() == 0) {
        kept.add(name);
      }
    }
    shards.set(shard, taking.setOffered(count).setSamples(kept).build());
    while (shards.stream().mapToInt(each -> each.getSamples().size()).sum() > MOST_KEPT) {
      shards.replaceAll(Samples::everySecond);
      run.setStride(run.getStride() * 2);
    }
    run.setShards(shards);
  }

  private static StoredShard everySecond(StoredShard shard) {
    List<String> kept = new ArrayList<>();
    for (int i = 1; i < shard.getSamples().size(); i += 2) {
      kept.add(shard.getSamples().get(i));
    }
    return StoredShard.newBuilder(shard).setSamples(kept).build();
  }

  /** Where to cut the next listing of a side that had so many names. */
  static List<String> cuts(long names, List<StoredShard> shards) {
    List<String> samples = shards.stream().flatMap(shard -> shard.getSamples().stream()).toList();
    int wanted = (int) Math.clamp(Math.ceilDiv(names, (long) NAMES_PER_SHARD), 1, MOST_SHARDS);
    List<String> cuts = new ArrayList<>();
    for (int i = 1; i < wanted; i++) {
      int at = (int) ((long) i * samples.size() / wanted);
      if (at < samples.size()
          && (cuts.isEmpty() || Cut.isBefore(cuts.getLast(), samples.get(at)))) {
        cuts.add(samples.get(at));
      }
    }
    return cuts;
  }
}
