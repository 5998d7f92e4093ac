package fr.mangatheque.continuity.app.demo.library;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Images as files hold them. */
final class Encoding {
  private static final float FAST = 0.7f;

  private Encoding() {}

  static byte[] jpeg(BufferedImage image, float quality) {
    return encode(image, "jpeg", quality);
  }

  static byte[] png(BufferedImage image) {
    return encode(image, "png", FAST);
  }

  private static byte[] encode(BufferedImage image, String format, float quality) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(Artwork.LARGEST);
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam settings = writer.getDefaultWriteParam();
      settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      settings.setCompressionQuality(quality);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), settings);
    } catch (IOException e) {
      throw new UncheckedIOException("memory takes what is written to it", e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
