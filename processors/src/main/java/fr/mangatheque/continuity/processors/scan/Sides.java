package fr.mangatheque.continuity.processors.scan;

import fr.mangatheque.continuity.schemas.event.ScanResult;
import fr.mangatheque.continuity.schemas.event.ScanSide;
import fr.mangatheque.continuity.schemas.state.StoredSide;
import fr.mangatheque.continuity.schemas.state.StoredSideHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** What was counted, side by side. Pure. */
final class Sides {
  private Sides() {}

  static StoredSide none(ScanSide side) {
    return StoredSide.newBuilder().setSide(side).build();
  }

  static StoredSide of(List<StoredSide> sides, ScanSide side) {
    return sides.stream().filter(it -> it.getSide() == side).findFirst().orElse(none(side));
  }

  static long sum(List<StoredSide> sides, ToLongFunction<StoredSide> of) {
    return sides.stream().mapToLong(of).sum();
  }

  /** What the source holds that is to be in the backup. */
  static long objects(StoredSide source) {
    return source.getListed() - source.getCanaries() - source.getUnusable();
  }

  static StoredSide plus(StoredSide side, ScanResult result) {
    return StoredSide.newBuilder(side)
        .setPages(side.getPages() + result.getPages())
        .setListed(side.getListed() + result.getListed())
        .setHinted(side.getHinted() + result.getHinted())
        .setLive(side.getLive() + result.getLive())
        .setBytes(side.getBytes() + result.getBytes())
        .setCanaries(side.getCanaries() + result.getCanaries())
        .setUnusable(side.getUnusable() + result.getUnusable())
        .setUnusableExample(
            side.getUnusableExample() == null
                ? result.getUnusableExample()
                : side.getUnusableExample())
        .build();
  }

  /** Names that the last complete listing of a side had; 0 if there was none. */
  static long before(List<StoredSideHistory> history, ScanSide side) {
    return history.stream()
        .filter(it -> it.getSide() == side)
        .mapToLong(StoredSideHistory::getListed)
        .sum();
  }

  static List<String> cuts(List<StoredSideHistory> history, ScanSide side) {
    return history.stream()
        .filter(it -> it.getSide() == side)
        .findFirst()
        .map(StoredSideHistory::getCuts)
        .orElse(List.of());
  }

  static List<StoredSideHistory> with(List<StoredSideHistory> history, StoredSideHistory last) {
    List<StoredSideHistory> all = new ArrayList<>(history);
    all.removeIf(it -> it.getSide() == last.getSide());
    all.add(last);
    return all;
  }
}
