package fr.mangatheque.continuity.app.demo.library;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Polygon;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.SplittableRandom;

/** Paints a cover: a sun, somebody before it, and a title. */
final class CoverArtist {
  private static final int WIDTH = 800;
  private static final int HEIGHT = 1150;
  private static final int RAYS = 24;

  private final SplittableRandom random;

  CoverArtist(SplittableRandom random) {
    this.random = random;
  }

  BufferedImage paint() {
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D pen = image.createGraphics();
    try {
      pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      float hue = (float) random.nextDouble();
      sky(pen, hue);
      sun(pen, hue);
      Figure.coloured(random)
          .paint(pen, new Rectangle(-120, HEIGHT / 4, WIDTH + 240, HEIGHT * 3 / 4));
      title(pen, hue);
    } finally {
      pen.dispose();
    }
    Grain.paper(image, random, random.nextInt(10, 20));
    return image;
  }

  private static void sky(Graphics2D pen, float hue) {
    Color above = Color.getHSBColor(hue, 0.7f, 0.55f);
    Color below = Color.getHSBColor(hue + 0.12f, 0.45f, 0.98f);
    pen.setPaint(new GradientPaint(0, 0, above, 0, HEIGHT, below));
    pen.fillRect(0, 0, WIDTH, HEIGHT);
  }

  private void sun(Graphics2D pen, float hue) {
    double x = WIDTH * random.nextDouble(0.35, 0.65);
    double y = HEIGHT * random.nextDouble(0.35, 0.5);
    pen.setColor(Color.getHSBColor(hue + 0.5f, 0.25f, 1f));
    for (int i = 0; i < RAYS; i += 2) {
      Polygon ray = new Polygon();
      ray.addPoint((int) x, (int) y);
      for (int edge = i; edge <= i + 1; edge++) {
        double angle = 2 * Math.PI * edge / RAYS;
        ray.addPoint(
            (int) (x + HEIGHT * 1.4 * Math.cos(angle)), (int) (y + HEIGHT * 1.4 * Math.sin(angle)));
      }
      pen.fill(ray);
    }
    int radius = random.nextInt(180, 260);
    pen.setColor(Color.getHSBColor(hue + 0.5f, 0.65f, 0.98f));
    pen.fillOval((int) x - radius, (int) y - radius, 2 * radius, 2 * radius);
  }

  private void title(Graphics2D pen, float hue) {
    int signs = random.nextInt(3, 6);
    double size = 96;
    double x = (WIDTH - signs * size * 1.25) / 2;
    long word = random.nextLong();
    Color light = Color.getHSBColor(hue + 0.55f, 0.2f, 1f);
    stroke(pen, new SplittableRandom(word), Color.BLACK, 22, x, size, signs);
    stroke(pen, new SplittableRandom(word), light, 11, x, size, signs);
    pen.setColor(Color.BLACK);
    pen.fillRect(0, HEIGHT - 70, WIDTH, 70);
    stroke(pen, random, Color.WHITE, 3, 60, 28, 16);
  }

  private static void stroke(
      Graphics2D pen,
      SplittableRandom random,
      Color colour,
      float wide,
      double x,
      double size,
      int signs) {
    pen.setColor(colour);
    pen.setStroke(new BasicStroke(wide, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    double y = size > 50 ? 70 : HEIGHT - 50;
    for (int i = 0; i < signs; i++) {
      Glyph.draw(pen, random, x + i * size * 1.25, y, size);
    }
  }
}
