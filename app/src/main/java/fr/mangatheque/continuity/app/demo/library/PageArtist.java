package fr.mangatheque.continuity.app.demo.library;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Paints a page: panels with scenes in them, and what is said. */
final class PageArtist {
  private static final double RATIO = 1.44;
  private static final int GUTTER = 12;
  private static final int MARGIN = 26;

  private final SplittableRandom random;
  private final int width;
  private final int height;

  PageArtist(SplittableRandom random, int width) {
    this.random = random;
    this.width = width;
    this.height = (int) (width * RATIO);
  }

  BufferedImage paint() {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D pen = image.createGraphics();
    try {
      pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      pen.setColor(Color.WHITE);
      pen.fillRect(0, 0, width, height);
      for (Rectangle panel : panels()) {
        paintPanel(pen, panel);
      }
    } finally {
      pen.dispose();
    }
    return image;
  }

  private List<Rectangle> panels() {
    List<Rectangle> panels = new ArrayList<>();
    Rectangle page = new Rectangle(MARGIN, MARGIN, width - 2 * MARGIN, height - 2 * MARGIN);
    int rows = random.nextInt(3, 5);
    double rest = page.height;
    int y = page.y;
    for (int row = 0; row < rows; row++) {
      int high =
          row == rows - 1
              ? page.y + page.height - y
              : (int) (rest / (rows - row) * random.nextDouble(0.75, 1.25));
      splitRow(panels, new Rectangle(page.x, y, page.width, high - (row == rows - 1 ? 0 : GUTTER)));
      y += high;
      rest -= high;
    }
    return panels;
  }

  private void splitRow(List<Rectangle> panels, Rectangle row) {
    if (random.nextInt(4) == 0) {
      panels.add(row);
      return;
    }
    int left = (int) (row.width * random.nextDouble(0.34, 0.66));
    panels.add(new Rectangle(row.x, row.y, left - GUTTER, row.height));
    panels.add(new Rectangle(row.x + left, row.y, row.width - left, row.height));
  }

  private void paintPanel(Graphics2D pen, Rectangle panel) {
    Shape everywhere = pen.getClip();
    pen.clip(panel);
    Backdrop.values()[random.nextInt(Backdrop.values().length)].paint(pen, panel, random);
    if (random.nextInt(5) > 0) {
      Figure.grey(random).paint(pen, panel);
    }
    if (random.nextInt(3) > 0) {
      new Bubble(random).paint(pen, panel);
    }
    pen.setClip(everywhere);
    pen.setColor(Color.BLACK);
    pen.setStroke(new BasicStroke(3.2f));
    pen.draw(panel);
  }
}
