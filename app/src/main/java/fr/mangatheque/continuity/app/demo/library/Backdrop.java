package fr.mangatheque.continuity.app.demo.library;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Polygon;
import java.awt.Rectangle;
import java.util.SplittableRandom;

/** What is behind the figures. */
enum Backdrop {
  /** Dots that grow downwards. */
  SCREENTONE {
    @Override
    void paint(Graphics2D pen, Rectangle panel, SplittableRandom random) {
      pen.setColor(Color.BLACK);
      int step = random.nextInt(7, 11);
      boolean upwards = random.nextBoolean();
      for (int y = 0; y < panel.height; y += step) {
        double dark = (double) y / panel.height;
        int dot = (int) Math.round(step * 0.85 * (upwards ? 1 - dark : dark));
        for (int x = y / step % 2 * step / 2; dot > 0 && x < panel.width; x += step) {
          pen.fillRect(panel.x + x, panel.y + y, dot, dot);
        }
      }
    }
  },

  /** Lines that rush to the middle of what happens. */
  SPEED {
    @Override
    void paint(Graphics2D pen, Rectangle panel, SplittableRandom random) {
      pen.setColor(Color.BLACK);
      double x = panel.x + panel.width * random.nextDouble(0.3, 0.7);
      double y = panel.y + panel.height * random.nextDouble(0.3, 0.7);
      double far = panel.width + panel.height;
      double near = Math.min(panel.width, panel.height) * 0.32;
      int lines = random.nextInt(60, 110);
      for (int i = 0; i < lines; i++) {
        double angle = random.nextDouble(2 * Math.PI);
        double from = near * random.nextDouble(0.9, 1.6);
        double wide = random.nextDouble(0.004, 0.02);
        Polygon ray = new Polygon();
        ray.addPoint((int) (x + from * Math.cos(angle)), (int) (y + from * Math.sin(angle)));
        ray.addPoint(
            (int) (x + far * Math.cos(angle - wide)), (int) (y + far * Math.sin(angle - wide)));
        ray.addPoint(
            (int) (x + far * Math.cos(angle + wide)), (int) (y + far * Math.sin(angle + wide)));
        pen.fill(ray);
      }
    }
  },

  /** A town at night. */
  TOWN {
    @Override
    void paint(Graphics2D pen, Rectangle panel, SplittableRandom random) {
      pen.setColor(new Color(70, 70, 76));
      pen.fill(panel);
      pen.setColor(new Color(240, 240, 240));
      int moon = panel.height / 4;
      pen.fillOval(panel.x + random.nextInt(panel.width), panel.y + panel.height / 10, moon, moon);
      int x = panel.x;
      while (x < panel.x + panel.width) {
        int wide = random.nextInt(24, 60);
        int high = (int) (panel.height * random.nextDouble(0.25, 0.7));
        int top = panel.y + panel.height - high;
        pen.setColor(Color.BLACK);
        pen.fillRect(x, top, wide, high);
        pen.setColor(new Color(225, 225, 225));
        for (int wy = top + 8; wy < panel.y + panel.height; wy += 14) {
          for (int wx = x + 5; wx < x + wide - 6; wx += 10) {
            if (random.nextInt(3) == 0) {
              pen.fillRect(wx, wy, 5, 7);
            }
          }
        }
        x += wide + 2;
      }
    }
  },

  /** Hatching, one way and perhaps the other. */
  HATCHING {
    @Override
    void paint(Graphics2D pen, Rectangle panel, SplittableRandom random) {
      pen.setColor(new Color(60, 60, 60));
      pen.setStroke(new BasicStroke(1.1f));
      int step = random.nextInt(7, 12);
      boolean crossed = random.nextBoolean();
      for (int i = -panel.height; i < panel.width; i += step) {
        int end = panel.height - random.nextInt(panel.height / 3 + 1);
        pen.drawLine(panel.x + i, panel.y, panel.x + i + end, panel.y + end);
        if (crossed) {
          pen.drawLine(
              panel.x + i + panel.height, panel.y, panel.x + i + panel.height - end, panel.y + end);
        }
      }
    }
  },

  /** Nothing: a close look. */
  EMPTY {
    @Override
    void paint(Graphics2D pen, Rectangle panel, SplittableRandom random) {
      int light = random.nextInt(205, 256);
      pen.setColor(new Color(light, light, light));
      pen.fill(panel);
    }
  };

  abstract void paint(Graphics2D pen, Rectangle panel, SplittableRandom random);
}
