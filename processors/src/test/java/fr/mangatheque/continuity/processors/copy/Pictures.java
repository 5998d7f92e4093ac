package fr.mangatheque.continuity.processors.copy;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** Draws pages as readers see them: real JPEGs, the same for the same seed. */
final class Pictures {
  private Pictures() {}

  static byte[] page(int seed) {
    return page(seed, 480, 640);
  }

  static byte[] page(int seed, int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    Random random = new Random(seed);
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, width, height);
    for (int i = 0; i < 200; i++) {
      pen.setColor(new Color(random.nextInt(0xffffff)));
      pen.drawOval(
          random.nextInt(width), random.nextInt(height), random.nextInt(99), random.nextInt(99));
    }
    pen.dispose();
    return jpeg(image);
  }

  /** A scan full of grain, which compresses badly: about six bits a pixel. */
  static byte[] scan(int seed, int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(seed);
    image.setRGB(0, 0, width, height, random.ints((long) width * height).toArray(), 0, width);
    return jpeg(image);
  }

  private static byte[] jpeg(BufferedImage image) {
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "jpeg", jpeg);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return jpeg.toByteArray();
  }
}
