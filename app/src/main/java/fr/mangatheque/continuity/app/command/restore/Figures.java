package fr.mangatheque.continuity.app.command.restore;

import fr.mangatheque.continuity.app.command.operator.Told;
import fr.mangatheque.continuity.processors.restore.Amount;
import fr.mangatheque.continuity.processors.restore.NamedObject;
import fr.mangatheque.continuity.processors.restore.NamedObjects;
import fr.mangatheque.continuity.processors.restore.RecoveryPoint;
import fr.mangatheque.continuity.processors.restore.Requests;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Figures as a person reads them. */
final class Figures {
  private static final int EXAMPLES = 5;

  private Figures() {}

  static String amount(Amount amount) {
    return Told.count(amount.objects(), "object") + ", " + Told.bytes(amount.bytes());
  }

  static String rate(double objectsPerSecond, double bytesPerSecond) {
    return String.format(
        Locale.ROOT, "%,.1f objects/s, %s/s", objectsPerSecond, Told.bytes((long) bytesPerSecond));
  }

  static String requests(Requests requests) {
    List<String> kinds = new ArrayList<>();
    add(kinds, requests.lists(), "LIST");
    add(kinds, requests.heads(), "HEAD");
    add(kinds, requests.gets(), "GET");
    add(kinds, requests.puts(), "PUT");
    add(kinds, requests.deletes(), "DELETE");
    return kinds.isEmpty() ? "none" : String.join(", ", kinds);
  }

  private static void add(List<String> kinds, long count, String kind) {
    if (count > 0) {
      kinds.add(Told.count(count) + " " + kind);
    }
  }

  static String point(RecoveryPoint point) {
    return point.newest() == null
        ? "the backup knows nothing so early"
        : "newest entry of "
            + point.newest()
            + point
                .gap()
                .map(gap -> ", " + Told.time(gap) + " before " + seconds(point.asked()))
                .orElse("");
  }

  private static Instant seconds(Instant moment) {
    return moment.truncatedTo(ChronoUnit.SECONDS);
  }

  /**
   * A paragraph on some objects, with a few of their names; nothing if there are none.
   *
   * @param words what is said of them, behind their number
   */
  static void paragraph(PrintWriter out, NamedObjects objects, String words) {
    if (objects.isEmpty()) {
      return;
    }
    out.println("! " + amount(objects.amount()) + ": " + words);
    objects.first().stream().limit(EXAMPLES).forEach(object -> out.println("    " + line(object)));
    long more = objects.amount().objects() - Math.min(EXAMPLES, objects.first().size());
    if (more > 0) {
      out.println(
          "    and "
              + Told.count(more)
              + " more"
              + objects.list().map(file -> ", all in " + file).orElse(""));
    }
  }

  private static String line(NamedObject object) {
    return Told.key(object.name())
        + (object.detail().isEmpty() ? "" : ": " + Told.key(object.detail()));
  }
}
