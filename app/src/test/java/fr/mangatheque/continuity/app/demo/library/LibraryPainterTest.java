package fr.mangatheque.continuity.app.demo.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryPainterTest {
  private static final int COVERS = 2;
  private static final int PAGES = 40;

  @TempDir Path directory;

  @Test
  void everyPictureIsAnImageOfItsTypeAndOfARealOnesSize() throws Exception {
    Library library = paint("one");

    for (Picture picture : library.pictures()) {
      byte[] content = Files.readAllBytes(picture.file());
      assertThat(content).as(picture.key()).hasSize((int) picture.size());
      assertThat(picture.size()).as(picture.key()).isBetween(20_000L, 400_000L);
      assertThat(format(content)).as(picture.key()).isEqualTo(picture.contentType());
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(content));
      assertThat(image.getHeight()).as(picture.key()).isGreaterThan(image.getWidth());
    }
  }

  @Test
  void thereAreCoversAndPagesOfBothTypes() throws Exception {
    Library library = paint("one");

    assertThat(library.pictures()).filteredOn(Picture::cover).hasSize(COVERS);
    assertThat(library.pictures()).hasSize(COVERS + PAGES);
    assertThat(library.pictures())
        .extracting(Picture::contentType)
        .contains("image/jpeg", "image/png");
    assertThat(library.bytes())
        .isEqualTo(library.pictures().stream().mapToLong(Picture::size).sum());
  }

  @Test
  void theSameNumberGivesTheSameBytes() throws Exception {
    Library one = paint("one");
    Library two = paint("two");

    for (int i = 0; i < one.pictures().size(); i++) {
      assertThat(two.pictures().get(i).file()).hasSameBinaryContentAs(one.pictures().get(i).file());
    }
  }

  @Test
  void everyPictureIsCounted() throws Exception {
    AtomicInteger painted = new AtomicInteger();

    new LibraryPainter(directory).paint(1, 6, painted::incrementAndGet);

    assertThat(painted).hasValue(7);
  }

  @Test
  void anEditionIsAnotherImage() throws Exception {
    Picture cover = paint("one").pictures().getFirst();

    byte[] second = LibraryPainter.edition(cover, 2);
    byte[] third = LibraryPainter.edition(cover, 3);

    assertThat(second).isNotEqualTo(third).isNotEqualTo(Files.readAllBytes(cover.file()));
    assertThat(format(second)).isEqualTo("image/jpeg");
  }

  private Library paint(String name) throws InterruptedException {
    return new LibraryPainter(directory.resolve(name)).paint(COVERS, PAGES, () -> {});
  }

  private static String format(byte[] content) throws IOException {
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(content))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      return readers.next().getOriginatingProvider().getMIMETypes()[0];
    }
  }
}
