package fr.mangatheque.continuity.app.command.restore;

import fr.mangatheque.continuity.app.command.operator.Told;
import fr.mangatheque.continuity.processors.restore.Amount;
import java.time.Duration;
import java.util.Optional;

/**
 * How far a restore is.
 *
 * @param toWrite all of it
 * @param objects done with, one way or the other, of those to be written
 * @param bytes read
 * @param troubled of the objects, those that failed or were left
 * @param retries requests that were made again
 */
record Standing(
    Amount toWrite, long objects, long bytes, long troubled, long retries, Duration elapsed) {
  private static final int WIDTH = 16;

  /** From 0 to 1, by bytes where there are any: a large object is more than a small one. */
  double share() {
    double share =
        toWrite.bytes() > 0
            ? (double) bytes / toWrite.bytes()
            : toWrite.objects() > 0 ? (double) objects / toWrite.objects() : 1;
    return Math.clamp(share, 0, 1);
  }

  /** How long the rest takes at the rate so far; empty as long as there is none. */
  Optional<Duration> left() {
    double seconds = elapsed.toMillis() / 1000.0;
    if (objects <= 0 || seconds <= 0 || objects >= toWrite.objects()) {
      return Optional.empty();
    }
    double byObjects = (toWrite.objects() - objects) * seconds / objects;
    double byBytes = bytes > 0 ? Math.max(0, toWrite.bytes() - bytes) * seconds / bytes : 0;
    return Optional.of(Duration.ofMillis((long) (1000 * Math.max(byObjects, byBytes))));
  }

  String bar() {
    int full = (int) (WIDTH * share());
    return "[" + "#".repeat(full) + "-".repeat(WIDTH - full) + "]";
  }

  String line() {
    double seconds = Math.max(0.001, elapsed.toMillis() / 1000.0);
    // what matters most stands where a narrow window still shows it
    return (int) (100 * share())
        + "%"
        + left().map(left -> ", about " + Told.time(left) + " left").orElse("")
        + (troubled > 0 ? ", " + Told.count(troubled) + " not restored" : "")
        + ", "
        + Told.count(objects)
        + " of "
        + Told.count(toWrite.objects())
        + " objects, "
        + Told.bytes(Math.min(bytes, toWrite.bytes()))
        + " of "
        + Told.bytes(toWrite.bytes())
        + ", "
        + Figures.rate(objects / seconds, bytes / seconds)
        + (retries > 0 ? ", " + Told.count(retries) + " asked again" : "");
  }
}
