package fr.mangatheque.continuity.app.demo.library;

import java.awt.image.BufferedImage;
import java.util.SplittableRandom;

/** Paints one picture and encodes it, within the sizes of real ones. */
final class Artwork {
  static final int SMALLEST = 20_000;
  static final int LARGEST = 400_000;

  private static final float SOFTER = 0.75f;
  private static final float LEAST_QUALITY = 0.1f;

  /** Enough for a page that is almost white. */
  private static final int PALE = 4;

  private Artwork() {}

  static byte[] of(Plan.Item item) {
    SplittableRandom random = new SplittableRandom(item.seed());
    return switch (item.kind()) {
      case COVER -> jpeg(new CoverArtist(random).paint(), 0.86f);
      case PAGE -> {
        BufferedImage page = new PageArtist(random, random.nextInt(500, 780)).paint();
        Grain.paper(page, random, random.nextInt(4, 30));
        yield jpeg(page, 0.62f + 0.03f * random.nextInt(8));
      }
      case LINE_ART -> png(new PageArtist(random, random.nextInt(480, 640)).paint(), random);
    };
  }

  private static byte[] jpeg(BufferedImage image, float quality) {
    byte[] encoded = Encoding.jpeg(image, quality);
    for (float q = quality * SOFTER; encoded.length > LARGEST && q > LEAST_QUALITY; q *= SOFTER) {
      encoded = Encoding.jpeg(image, q);
    }
    return encoded;
  }

  private static byte[] png(BufferedImage image, SplittableRandom random) {
    byte[] encoded = Encoding.png(image);
    if (encoded.length >= SMALLEST) {
      return encoded;
    }
    Grain.paper(image, random, PALE);
    return Encoding.png(image);
  }
}
