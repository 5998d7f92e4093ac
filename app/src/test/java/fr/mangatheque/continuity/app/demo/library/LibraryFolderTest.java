package fr.mangatheque.continuity.app.demo.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryFolderTest {
  @TempDir Path folder;

  @Test
  void imagesAreFoundWhereverTheyAre() throws IOException {
    put("b/é.PNG", 3);
    put("a.jpg", 2);
    put("notes.txt", 9);
    put("empty.jpg", 0);

    Library library = LibraryFolder.open(folder);

    assertThat(library.pictures())
        .extracting(Picture::key, Picture::contentType, Picture::size)
        .containsExactly(tuple("a.jpg", "image/jpeg", 2L), tuple("b/é.PNG", "image/png", 3L));
  }

  @Test
  void aFolderWithoutImagesIsRefused() throws IOException {
    put("notes.txt", 9);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> LibraryFolder.open(folder))
        .withMessageContaining(folder.toString());
  }

  private void put(String name, int size) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, new byte[size]);
  }
}
