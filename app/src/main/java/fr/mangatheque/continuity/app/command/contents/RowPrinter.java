package fr.mangatheque.continuity.app.command.contents;

import fr.mangatheque.continuity.app.command.operator.Told;
import fr.mangatheque.continuity.app.operator.answer.AnswerJson;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Writes a listing line by line, however long it becomes. */
interface RowPrinter {
  void begin();

  void row(Row row);

  void end(Count count);

  /** For people, without columns that depend on what is still to come. */
  record Lines(PrintWriter out, boolean versions) implements RowPrinter {
    @Override
    public void begin() {}

    @Override
    public void row(Row row) {
      Long bytes = row.bytes();
      out.printf(
          "%10s  %s  %s%s%n",
          bytes == null ? row.state() : Told.bytes(bytes),
          row.instant(),
          Told.key(row.key()),
          note(row));
    }

    private String note(Row row) {
      String repair = row.repair() == null ? "" : "  (copy ~r" + row.repair() + ")";
      return versions && row.current() ? repair + "  <- this counts" : repair;
    }

    @Override
    public void end(Count count) {
      out.flush();
    }
  }

  /**
   * One document, written as it comes, a row a line; it is only JSON if nothing is missing from it.
   */
  final class Json implements RowPrinter {
    private final PrintWriter out;
    private final Map<String, Object> head;
    private String separator = "\n";

    /**
     * @param head what is said before the rows
     */
    Json(PrintWriter out, Map<String, Object> head) {
      this.out = out;
      this.head = head;
    }

    @Override
    public void begin() {
      out.print("{");
      head.forEach((name, value) -> out.print(json(name) + ":" + json(value) + ","));
      out.print("\"entries\":[");
    }

    @Override
    public void row(Row row) {
      out.print(separator + json(row));
      separator = ",\n";
    }

    @Override
    public void end(Count count) {
      Map<String, Object> tail = new LinkedHashMap<>();
      tail.put("count", count.rows());
      tail.put("bytes", count.bytes());
      tail.put("datedInTheFuture", count.future());
      out.print("\n]");
      tail.forEach((name, value) -> out.print("," + json(name) + ":" + json(value)));
      out.println("}");
      out.flush();
    }

    private static String json(Object value) {
      return new String(AnswerJson.write(Objects.requireNonNull(value)), StandardCharsets.UTF_8);
    }
  }

  /**
   * What was listed.
   *
   * @param future of the rows, those dated after our clock
   */
  record Count(long rows, long bytes, long future) {}
}
