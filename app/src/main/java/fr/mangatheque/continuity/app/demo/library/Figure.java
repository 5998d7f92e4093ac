package fr.mangatheque.continuity.app.demo.library;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.util.SplittableRandom;

/** Somebody: shoulders, a face with large eyes, and hair that no comb has seen. */
final class Figure {
  private static final int LOCKS = 11;

  private final SplittableRandom random;
  private final Color skin;
  private final Color hair;
  private final Color coat;

  private Figure(SplittableRandom random, Color skin, Color hair, Color coat) {
    this.random = random;
    this.skin = skin;
    this.hair = hair;
    this.coat = coat;
  }

  static Figure grey(SplittableRandom random) {
    int dark = random.nextInt(2) * random.nextInt(90, 190);
    int cloth = random.nextInt(40, 230);
    return new Figure(
        random, Color.WHITE, new Color(dark, dark, dark), new Color(cloth, cloth, cloth));
  }

  static Figure coloured(SplittableRandom random) {
    float hue = (float) random.nextDouble();
    return new Figure(
        random,
        new Color(255, 226, 204),
        Color.getHSBColor(hue, 0.75f, 0.35f),
        Color.getHSBColor(hue + 0.45f, 0.6f, 0.75f));
  }

  void paint(Graphics2D pen, Rectangle panel) {
    double size = Math.min(panel.width, panel.height) * random.nextDouble(0.34, 0.52);
    double x = panel.x + panel.width * random.nextDouble(0.35, 0.65);
    double y = panel.y + panel.height - size * random.nextDouble(0.95, 1.2);
    pen.setStroke(new BasicStroke((float) Math.max(1.6, size / 45)));
    shoulders(pen, x, y, size, panel.y + panel.height);
    outlined(pen, new Ellipse2D.Double(x - size / 2, y - size * 0.62, size, size * 1.24), skin);
    for (int side : new int[] {-1, 1}) {
      eye(pen, x + side * size * 0.22, y + size * 0.08, size * 0.2);
    }
    pen.setColor(Color.BLACK);
    double mouth = size * random.nextDouble(0.12, 0.3);
    pen.draw(
        new Arc2D.Double(x - mouth / 2, y + size * 0.3, mouth, mouth * 0.6, 200, 140, Arc2D.OPEN));
    hair(pen, x, y, size);
  }

  private void shoulders(Graphics2D pen, double x, double y, double size, double floor) {
    Path2D body = new Path2D.Double();
    body.moveTo(x - size * 1.05, floor + size);
    body.quadTo(x - size, y + size * 0.75, x - size * 0.2, y + size * 0.62);
    body.lineTo(x + size * 0.2, y + size * 0.62);
    body.quadTo(x + size, y + size * 0.75, x + size * 1.05, floor + size);
    body.closePath();
    outlined(pen, body, coat);
  }

  private void eye(Graphics2D pen, double x, double y, double size) {
    outlined(
        pen, new Ellipse2D.Double(x - size / 2, y - size * 0.6, size, size * 1.2), Color.WHITE);
    pen.setColor(Color.BLACK);
    pen.fill(new Ellipse2D.Double(x - size * 0.32, y - size * 0.45, size * 0.64, size * 0.95));
    pen.setColor(Color.WHITE);
    pen.fill(new Ellipse2D.Double(x - size * 0.2, y - size * 0.38, size * 0.26, size * 0.3));
  }

  private void hair(Graphics2D pen, double x, double y, double size) {
    Path2D locks = new Path2D.Double();
    locks.moveTo(x - size * 0.56, y + size * 0.15);
    for (int i = 0; i <= LOCKS; i++) {
      double angle = Math.PI * (1 + (double) i / LOCKS);
      double out = size * random.nextDouble(0.72, 1.0);
      locks.lineTo(x + out * Math.cos(angle) * 0.85, y + out * Math.sin(angle));
      double in = angle + Math.PI / LOCKS / 2;
      locks.lineTo(x + size * 0.56 * Math.cos(in), y + size * 0.62 * Math.sin(in));
    }
    locks.lineTo(x + size * 0.56, y + size * 0.15);
    for (int i = LOCKS / 2; i >= 0; i--) {
      double at = x - size * 0.5 + size * i / (LOCKS / 2);
      locks.lineTo(at, y - size * random.nextDouble(0.02, 0.22));
      locks.lineTo(at - size * 0.1, y - size * 0.3);
    }
    locks.closePath();
    outlined(pen, locks, hair);
  }

  private static void outlined(Graphics2D pen, java.awt.Shape shape, Color fill) {
    pen.setColor(fill);
    pen.fill(shape);
    pen.setColor(Color.BLACK);
    pen.draw(shape);
  }
}
