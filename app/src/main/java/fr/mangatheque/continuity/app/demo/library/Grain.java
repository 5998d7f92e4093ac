package fr.mangatheque.continuity.app.demo.library;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.SplittableRandom;

/** What a scanner adds to paper: it is what makes pages weigh what they weigh. */
final class Grain {
  private static final int WORD = 64;
  private static final int BYTE = 8;

  private Grain() {}

  /**
   * Adds noise to an image of bytes.
   *
   * @param strength how far a pixel may move, of 255
   */
  static void paper(BufferedImage image, SplittableRandom random, int strength) {
    byte[] pixels = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    int i = 0;
    while (i < pixels.length) {
      long noise = random.nextLong();
      for (int shift = 0; shift < WORD && i < pixels.length; shift += BYTE, i++) {
        int offset = (int) ((noise >>> shift & 0xff) * strength >> BYTE) - strength / 2;
        pixels[i] = (byte) Math.clamp((pixels[i] & 0xff) + offset, 0, 255);
      }
    }
  }
}
