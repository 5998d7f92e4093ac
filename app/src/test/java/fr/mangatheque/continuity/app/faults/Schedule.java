package fr.mangatheque.continuity.app.faults;

import fr.mangatheque.continuity.app.faults.Move.Fate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A workload and what goes wrong during it. The same seed and length give the same schedule.
 *
 * @param length milliseconds from the first move to the last
 * @param moves in the order of their times
 */
record Schedule(long seed, int length, List<Move> moves) {
  private static final int GAP = 2_000;
  private static final int KEYS = 60;
  private static final int LARGE = 9 * 1024 * 1024;

  Schedule {
    moves = moves.stream().sorted(Comparator.comparingLong(Move::at)).toList();
  }

  /** A workload with all of {@code kinds} at random times of it, each at least once. */
  static Schedule of(long seed, int length, int changes, List<FaultKind> kinds) {
    Random random = new Random(seed);
    List<Move> moves = new ArrayList<>(workload(random, length, changes));
    for (int i = 0; i < kinds.size(); i++) {
      FaultKind kind = kinds.get(i);
      int lasts = Math.min(kind.lasts(), length * 3 / 4);
      int from = length / 10 + random.nextInt(Math.max(1, length * 9 / 10 - lasts));
      moves.add(new Move.Begin(from, i, kind));
      moves.add(new Move.End(from + lasts, i, kind));
    }
    return new Schedule(seed, length, moves);
  }

  /** One of {@code kinds} after the other, each over and healed before the next. */
  static Schedule oneByOne(long seed, List<FaultKind> kinds) {
    int length = kinds.stream().mapToInt(kind -> kind.lasts() + GAP).sum();
    List<Move> moves = new ArrayList<>(workload(new Random(seed), length, length / 100));
    int at = 0;
    for (int i = 0; i < kinds.size(); i++) {
      FaultKind kind = kinds.get(i);
      moves.add(new Move.Begin(at + GAP / 2, i, kind));
      at += kind.lasts() + GAP;
      moves.add(new Move.End(at - 1, i, kind));
      moves.add(new Move.Heal(at));
    }
    return new Schedule(seed, length, moves);
  }

  /**
   * The kinds of a mixture: one that befalls the process, some others, and an audit while they go
   * on. Seeds in a row go through all kinds, in another order each time, so that a few dozen have
   * met each several times.
   */
  static List<FaultKind> mixture(long seed, int others) {
    List<FaultKind> pool = Arrays.stream(FaultKind.values()).filter(FaultKind::inMixtures).toList();
    List<FaultKind> ofTheProcess = pool.stream().filter(FaultKind::ofTheProcess).toList();
    List<FaultKind> ofOthers = pool.stream().filter(kind -> !kind.ofTheProcess()).toList();
    Stream<FaultKind> some =
        LongStream.range(seed * others, (seed + 1) * others)
            .mapToObj(turn -> inTurn(ofOthers, turn));
    return Stream.of(Stream.of(inTurn(ofTheProcess, seed)), some, Stream.of(FaultKind.AUDITED))
        .flatMap(kinds -> kinds)
        .distinct()
        .toList();
  }

  private static FaultKind inTurn(List<FaultKind> kinds, long turn) {
    List<FaultKind> order = new ArrayList<>(kinds);
    Collections.shuffle(order, new Random(turn / kinds.size()));
    return order.get((int) (turn % kinds.size()));
  }

  private static List<Move> workload(Random random, int length, int changes) {
    List<String> keys = new ArrayList<>(OddKeys.ALL);
    for (int i = keys.size(); i < KEYS; i++) {
      keys.add("library/%d/page-%03d.webp".formatted(i % 7, i));
    }
    List<Move> moves = new ArrayList<>();
    Set<String> present = new HashSet<>();
    long contents = 0;
    for (int i = 0; i < changes; i++) {
      long at = (long) length * i / changes;
      String key = keys.get(random.nextInt(keys.size()));
      int dice = random.nextInt(100);
      if (dice < 7 && present.remove(key)) {
        moves.add(new Move.Remove(at, key, fate(random)));
      } else if (dice < 10) {
        moves.add(new Move.Forge(at, "forged/" + random.nextInt(1000)));
      } else {
        present.add(key);
        boolean sameBytes = contents > 0 && random.nextInt(20) == 0;
        long content = sameBytes ? contents : ++contents;
        moves.add(
            new Move.Upload(at, key, content, size(random, i), random.nextInt(3), fate(random)));
      }
    }
    return moves;
  }

  private static int size(Random random, int i) {
    if (i == 20) {
      return LARGE;
    }
    return switch (random.nextInt(10)) {
      case 0 -> 0;
      case 1, 2 -> 100_000 + random.nextInt(300_000);
      case 3, 4, 5, 6, 7, 8, 9 -> 1 + random.nextInt(5000);
      default -> throw new IllegalStateException("ten numbers");
    };
  }

  private static Fate fate(Random random) {
    int dice = random.nextInt(100);
    if (dice < 1) {
      return Fate.LOST;
    } else if (dice < 8) {
      return Fate.TOLD_THRICE;
    } else if (dice < 12) {
      return Fate.LATE;
    } else if (dice < 16) {
      return Fate.BACKDATED;
    } else if (dice < 30) {
      return Fate.SHUFFLED;
    } else if (dice < 34) {
      return Fate.MISTAKEN;
    }
    return Fate.TOLD;
  }

  /** Its faults and the sum of its workload, for people. */
  String words() {
    Map<String, Long> fates =
        moves.stream()
            .filter(Move.Upload.class::isInstance)
            .map(Move.Upload.class::cast)
            .collect(
                Collectors.groupingBy(
                    upload -> upload.fate().name(), TreeMap::new, Collectors.counting()));
    StringBuilder words =
        new StringBuilder(
            "seed %d, %d ms, uploads by what became of their events %s"
                .formatted(seed, length, fates));
    for (Move move : moves) {
      switch (move) {
        case Move.Begin begin ->
            words.append("\n  at %6d ms %s".formatted(begin.at(), begin.kind()));
        case Move.End end -> words.append("\n  at %6d ms %s ends".formatted(end.at(), end.kind()));
        case Move.Upload _, Move.Remove _, Move.Forge _, Move.Heal _ -> {}
      }
    }
    return words.toString();
  }
}
