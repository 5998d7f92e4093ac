package fr.mangatheque.continuity.app.command.operator;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Lines of columns that stand below each other. */
public final class Table {
  private static final String GAP = "  ";

  private final List<List<String>> rows = new ArrayList<>();
  private final String sides;

  /**
   * @param sides of each column to which it is aligned: {@code l} or {@code r}
   */
  public Table(String sides, String... heads) {
    this.sides = sides;
    rows.add(List.of(heads));
  }

  public void row(String... cells) {
    rows.add(List.of(cells));
  }

  public void print(PrintWriter out) {
    int[] widths =
        IntStream.range(0, sides.length())
            .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .toArray();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < widths.length; column++) {
        String cell = row.get(column);
        String space = " ".repeat(widths[column] - cell.length());
        line.append(column == 0 ? "" : GAP)
            .append(sides.charAt(column) == 'r' ? space + cell : cell + space);
      }
      out.println(line.toString().stripTrailing());
    }
    out.flush();
  }
}
