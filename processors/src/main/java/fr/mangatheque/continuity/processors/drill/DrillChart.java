package fr.mangatheque.continuity.processors.drill;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * The recovery time of drills as they followed each other: a bar each, and a line for what is
 * promised. Drills that failed have a bar of another colour and a cross, for those who see none.
 */
final class DrillChart {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 240;
  private static final int LEFT = 84;
  private static final int RIGHT = 20;
  private static final int BOTTOM = 34;
  private static final int TOP = 16;
  private static final int LABELS = 6;
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("yyyy-MM-dd").withZone(ZoneOffset.UTC);

  private final List<DrillReport> drills;
  private final OptionalLong promised;
  private final double top;

  private DrillChart(List<DrillReport> drills) {
    this.drills = drills;
    Long objective = drills.getLast().recoveryTime().objectiveMs();
    this.promised = objective == null ? OptionalLong.empty() : OptionalLong.of(objective);
    double longest = drills.stream().mapToDouble(DrillChart::ms).max().orElse(0);
    this.top = Math.max(1, Math.max(longest, (double) promised.orElse(0)) * 1.1);
  }

  /**
   * @param drills the oldest first, at least one
   */
  static String of(List<DrillReport> drills) {
    return new DrillChart(drills).svg();
  }

  private String svg() {
    StringBuilder svg = new StringBuilder();
    add(
        svg,
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-labelledby=\"trend-title trend-text\">",
        WIDTH,
        HEIGHT);
    add(
        svg,
        "<title id=\"trend-title\">Recovery time of the last %d drills</title>",
        drills.size());
    add(svg, "<desc id=\"trend-text\">%s</desc>", Html.escaped(words()));
    grid(svg);
    for (int i = 0; i < drills.size(); i++) {
      bar(svg, i);
    }
    promised.ifPresent(ms -> promise(svg, ms));
    return svg.append("</svg>\n").toString();
  }

  private void grid(StringBuilder svg) {
    for (int i = 0; i <= 2; i++) {
      double value = top * i / 2;
      add(
          svg,
          "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>",
          LEFT,
          WIDTH,
          y(value),
          y(value));
      add(
          svg,
          "<text class=\"axis\" x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
          LEFT - 8,
          y(value) + 4,
          i == 0 ? "0" : Told.time(Duration.ofMillis((long) value)));
    }
  }

  private void bar(StringBuilder svg, int place) {
    DrillReport drill = drills.get(place);
    double slot = (double) (WIDTH - RIGHT - LEFT) / Math.max(drills.size(), 6);
    double x = LEFT + slot * place + slot * 0.15;
    double width = slot * 0.7;
    double y = y(ms(drill));
    add(
        svg,
        "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\""
            + " height=\"%.1f\"><title>%s</title></rect>",
        drill.outcome(),
        x,
        y,
        width,
        Math.max(1, HEIGHT - BOTTOM - y),
        Html.escaped(words(drill)));
    if (!drill.passed()) {
      add(
          svg,
          "<text class=\"mark\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%s</text>",
          x + width / 2,
          Math.max(TOP + 8, y - 5),
          drill.outcome().equals(DrillReport.FAILED) ? "✕" : "!");
    }
    int every = Math.max(1, (drills.size() + LABELS - 1) / LABELS);
    if ((drills.size() - 1 - place) % every == 0) {
      add(
          svg,
          "<text class=\"axis\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
          x + width / 2,
          HEIGHT - BOTTOM + 20,
          DAY.format(drill.at()));
    }
  }

  private void promise(StringBuilder svg, long ms) {
    add(
        svg,
        "<line class=\"promise\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>",
        LEFT,
        WIDTH,
        y((double) ms),
        y((double) ms));
    add(
        svg,
        "<text class=\"axis\" x=\"%d\" y=\"%.1f\" text-anchor=\"end\">promised: %s</text>",
        WIDTH - 4,
        y((double) ms) - 5,
        Told.time(Duration.ofMillis(ms)));
  }

  private String words() {
    StringBuilder words = new StringBuilder();
    drills.forEach(drill -> words.append(words(drill)).append(". "));
    return words.toString().stripTrailing();
  }

  private static String words(DrillReport drill) {
    return "%s, %s, %s: %s"
        .formatted(
            DAY.format(drill.at()),
            drill.extent().equals(Extent.ALL.word()) ? "everything" : "a sample",
            drill.outcome().replace('-', ' '),
            Told.measured(drill.recoveryTime()));
  }

  private static double ms(DrillReport drill) {
    Long ms = drill.recoveryTime().ms();
    return ms == null ? 0 : ms;
  }

  private double y(double ms) {
    return TOP + (HEIGHT - TOP - BOTTOM) * (1 - ms / top);
  }

  private static void add(StringBuilder svg, String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
