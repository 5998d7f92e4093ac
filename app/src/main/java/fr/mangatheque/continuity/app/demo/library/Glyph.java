package fr.mangatheque.continuity.app.demo.library;

import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.QuadCurve2D;
import java.util.SplittableRandom;

/** A sign made of strokes, so that no font is needed. */
final class Glyph {
  private Glyph() {}

  static void draw(Graphics2D pen, SplittableRandom random, double x, double y, double size) {
    int strokes = random.nextInt(3, 6);
    for (int i = 0; i < strokes; i++) {
      double at = random.nextDouble(0.1, 0.9) * size;
      switch (random.nextInt(3)) {
        case 0 -> pen.draw(new Line2D.Double(x, y + at, x + size, y + at));
        case 1 -> pen.draw(new Line2D.Double(x + at, y, x + at, y + size));
        default ->
            pen.draw(
                new QuadCurve2D.Double(
                    x + at, y, x + size / 2, y + size / 2, x + size - at, y + size));
      }
    }
  }
}
