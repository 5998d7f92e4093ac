package fr.mangatheque.continuity.processors.scan;

import fr.mangatheque.continuity.schemas.event.Figure;
import fr.mangatheque.continuity.schemas.event.ScanKind;
import fr.mangatheque.continuity.schemas.event.ScanSide;
import fr.mangatheque.continuity.schemas.state.StoredScan;
import fr.mangatheque.continuity.schemas.state.StoredSide;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What is said of a scan, for a person. */
final class ScanWords {
  private ScanWords() {}

  static List<Figure> figures(StoredScan run) {
    List<StoredSide> sides = run.getSides();
    List<Figure> figures = new ArrayList<>();
    figures.add(new Figure("listed", Sides.sum(sides, StoredSide::getListed)));
    figures.add(new Figure("hinted", Sides.sum(sides, StoredSide::getHinted)));
    figures.add(new Figure("pages", Sides.sum(sides, StoredSide::getPages)));
    for (StoredSide side : sides) {
      switch (side.getSide()) {
        case SOURCE -> figures.add(new Figure("source-objects", Sides.objects(side)));
        case BACKUP -> {
          figures.add(new Figure("backup-names", side.getListed()));
          figures.add(new Figure("backup-keys", side.getHinted()));
        }
        case UNKNOWN -> {}
      }
    }
    long unusable = Sides.sum(sides, StoredSide::getUnusable);
    if (unusable > 0) {
      figures.add(new Figure("unusable", unusable));
    }
    return figures;
  }

  static String succeeded(StoredScan run) {
    StoredSide source = Sides.of(run.getSides(), ScanSide.SOURCE);
    StoredSide backup = Sides.of(run.getSides(), ScanSide.BACKUP);
    long objects = Sides.objects(source);
    return switch (run.getKind()) {
      case RECONCILE ->
          words("%,d objects listed, %,d of them changed lately", objects, source.getHinted());
      case AUDIT ->
          run.getBackfill()
              ? words(
                  "The first listing is complete: %,d objects at the source, %,d keys in the"
                      + " backup; what is missing is being copied, and the end of that is told",
                  objects, backup.getHinted())
              : words(
                  "%,d objects at the source and %,d keys in the backup compared",
                  objects, backup.getHinted());
      case REBUILD ->
          words(
              "The ledger knows again what the backup holds: %,d keys with %,d entries",
              backup.getHinted(), backup.getListed());
      case UNKNOWN -> "";
    };
  }

  static String bucket(ScanSide side) {
    return switch (side) {
      case SOURCE -> "source";
      case BACKUP -> "backup";
      case UNKNOWN -> "bucket";
    };
  }

  /** Why nothing is concluded from a listing without a name. */
  static String implausible(StoredScan run, long before) {
    if (run.getSide() == ScanSide.BACKUP) {
      return words(
          "The backup's listing is empty, and it had %,d names: nothing is concluded from it. Look"
              + " whether bucket and prefix are the right ones, and what became of them",
          before);
    }
    String remedy =
        "If it was emptied on purpose, put any object into it and let it be listed again: an audit"
            + " then asks about the deletions";
    return run.getKind() == ScanKind.AUDIT
        ? words(
            "The source's listing is empty, and the backup holds %,d live objects of it: nothing is"
                + " concluded from it. %s",
            before, remedy)
        : words(
            "The source's listing is empty, and it had %,d objects: nothing is concluded from it."
                + " %s",
            before, remedy);
  }

  static String unusable(StoredScan run, long count, String example) {
    return words(
        "%,d names listed of %s cannot be backed up or understood, such as %s: no S3 store could"
            + " hold them, or their long key is told nowhere",
        count, run.getSource(), example);
  }

  static String words(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
