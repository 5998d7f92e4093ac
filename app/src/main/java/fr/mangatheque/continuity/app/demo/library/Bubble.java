package fr.mangatheque.continuity.app.demo.library;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.util.SplittableRandom;

/** Something said, in columns of a script nobody reads. */
final class Bubble {
  private final SplittableRandom random;

  Bubble(SplittableRandom random) {
    this.random = random;
  }

  void paint(Graphics2D pen, Rectangle panel) {
    double wide = Math.clamp(panel.width * random.nextDouble(0.26, 0.4), 54, 190);
    double high = Math.clamp(panel.height * random.nextDouble(0.36, 0.55), 60, 210);
    double x = random.nextBoolean() ? panel.x + 8 : panel.x + panel.width - wide - 8;
    double y = panel.y + 8 + random.nextDouble(12);
    Area shape = new Area(new Ellipse2D.Double(x, y, wide, high));
    shape.add(new Area(tail(x + wide / 2, y + high * 0.85, wide)));
    pen.setColor(Color.WHITE);
    pen.fill(shape);
    pen.setColor(Color.BLACK);
    pen.setStroke(new BasicStroke(2.2f));
    pen.draw(shape);
    columns(pen, x + wide * 0.2, y + high * 0.2, wide * 0.6, high * 0.6);
  }

  private Path2D tail(double x, double y, double wide) {
    Path2D tail = new Path2D.Double();
    tail.moveTo(x - wide * 0.1, y);
    tail.lineTo(x + (random.nextBoolean() ? 1 : -1) * wide * 0.25, y + wide * 0.35);
    tail.lineTo(x + wide * 0.12, y);
    tail.closePath();
    return tail;
  }

  private void columns(Graphics2D pen, double x, double y, double wide, double high) {
    double cell = 13;
    int columns = Math.max(1, (int) (wide / (cell * 1.35)));
    pen.setStroke(new BasicStroke(1.7f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    for (int column = 0; column < columns; column++) {
      int glyphs = Math.max(1, (int) (high / cell) - (column == 0 ? random.nextInt(3) : 0));
      for (int i = 0; i < glyphs; i++) {
        Glyph.draw(pen, random, x + column * cell * 1.35, y + i * cell, cell * 0.78);
      }
    }
  }
}
