package fr.mangatheque.continuity.processors.restore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.mangatheque.continuity.processors.restore.Destination.Walk;
import fr.mangatheque.continuity.processors.restore.Destination.Written;
import fr.mangatheque.continuity.storage.Content;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderDestinationTest {
  private static final Attempts ONCE =
      new Attempts(new Retries(1, Duration.ZERO, Duration.ZERO), RestoreWatch.NONE);

  private static final List<String> STRANGE =
      List.of(
          "a",
          "a/b",
          "a/b/c",
          "a!",
          "a/",
          "a//b",
          "/a",
          "//",
          "/",
          "..",
          "../../outside",
          "a/../b",
          ".",
          "a/.",
          "100%",
          "%41",
          "%meta",
          "a%meta",
          "%long",
          "%partial",
          "%",
          "%_",
          "con.txt",
          "trailing ",
          "q?:*",
          "back\\slash",
          "new\nline",
          "A",
          "É/é/𝒳",
          "x/" + "s".repeat(300),
          "deep/".repeat(200) + "end");

  @TempDir Path home;
  private Path folder;
  private Destination to;

  @BeforeEach
  void open() {
    folder = home.resolve("restored");
    to = FolderDestination.open(folder, true);
    to.prepare(ONCE);
  }

  @AfterEach
  void close() {
    to.close();
  }

  @Test
  void keysThatNoFileSystemTakesComeBackAsTheyWere() {
    STRANGE.forEach(key -> assertThat(write(key, "of " + key)).isEqualTo(Written.DONE));

    assertThat(keys("")).containsExactlyInAnyOrderElementsOf(STRANGE);
    for (String key : STRANGE) {
      DestinationObject found = to.find(new ObjectKey(key)).orElseThrow();
      assertThat(to.readHash(found)).contains(History.sha256(("of " + key).getBytes(UTF_8)));
      assertThat(found.sha256()).isEqualTo(History.sha256(("of " + key).getBytes(UTF_8)));
    }
  }

  @Test
  void nothingIsEverWrittenOutsideOfTheFolder() throws IOException {
    STRANGE.forEach(key -> write(key, key));

    try (var beside = Files.list(home)) {
      assertThat(beside).containsExactly(folder);
    }
  }

  @Test
  void aLinkInTheWayIsNotFollowed() throws IOException {
    Path outside = Files.createDirectory(home.resolve("outside"));
    Files.createSymbolicLink(folder.resolve("link"), outside);

    assertThatThrownBy(() -> write("link/file", "x"))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("move it away");
    assertThat(outside).isEmptyDirectory();
  }

  @Test
  void plainKeysHavePlainNames() throws IOException {
    write("covers/1.webp", "cover");

    assertThat(folder.resolve("covers/1.webp")).hasContent("cover");
    assertThat(Files.readString(folder.resolve("covers/1.webp%meta")))
        .contains("image/webp", "max-age=60", "Élodie", "covers/1.webp");
    assertThat(to.otherName(new ObjectKey("covers/1.webp"), false)).isEmpty();
    assertThat(to.otherName(new ObjectKey("a//b"), false)).contains("a/%_/b");
  }

  @Test
  void filesAreToldInTheOrderInWhichTheBackupCompletesKeys() {
    List<String> keys = List.of("b", "a/b", "a", "a!", "a/b/c", "a-", "a0");
    keys.forEach(key -> write(key, key));

    assertThat(keys(""))
        .containsExactlyElementsOf(
            keys.stream()
                .map(ObjectKey::new)
                .sorted(KeyOrder.INSTANCE)
                .map(ObjectKey::value)
                .toList());
    assertThat(keys("a/")).containsExactly("a/b/c", "a/b");
    assertThat(keys("a")).doesNotContain("b").hasSize(6);
  }

  @Test
  void aFileThatSomebodyChangedIsReadAndNotWrittenOver() throws IOException {
    write("cover", "ours");
    DestinationObject seen = to.find(new ObjectKey("cover")).orElseThrow();
    Files.writeString(folder.resolve("cover"), "somebody's");

    DestinationObject now = to.find(new ObjectKey("cover")).orElseThrow();

    assertThat(now.sha256()).isNull();
    assertThat(to.readHash(now)).contains(History.sha256("somebody's".getBytes(UTF_8)));
    assertThat(to.write(seen.key(), content("newer"), History.HEADERS, seen))
        .isEqualTo(Written.CHANGED);
    assertThat(to.delete(seen)).isFalse();
    assertThat(folder.resolve("cover")).hasContent("somebody's");
    assertThat(to.write(seen.key(), content("newer"), History.HEADERS, now))
        .isEqualTo(Written.DONE);
    assertThat(folder.resolve("cover")).hasContent("newer");
  }

  @Test
  void aDeletedFileTakesItsMetadataAlong() throws IOException {
    write("a/cover", "x");

    assertThat(to.delete(to.find(new ObjectKey("a/cover")).orElseThrow())).isTrue();

    try (var left = Files.list(folder.resolve("a"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void twoRestoresDoNotWriteToOneFolderAtOnce() {
    try (Destination second = FolderDestination.open(folder, false)) {
      assertThatThrownBy(() -> second.prepare(ONCE))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("another restore");
    }
  }

  @Test
  void whatAKilledProcessLeftHalfWrittenIsRemoved() throws IOException {
    to.close();
    Files.createDirectories(folder.resolve("%partial"));
    Files.writeString(folder.resolve("%partial/half"), "ha");

    to = FolderDestination.open(folder, true);
    to.prepare(ONCE);

    assertThat(folder.resolve("%partial/half")).doesNotExist();
    assertThat(keys("")).isEmpty();
  }

  @Test
  void namesStayDistinctWhereTheFileSystemTellsLittleApart() {
    FolderNames names = new FolderNames(true, true);

    assertThat(names.name("Aé")).isEqualTo("%41%C3%A9");
    assertThat(names.segment(names.name("Aé"))).contains("Aé");
  }

  private Written write(String key, String content) {
    return to.write(new ObjectKey(key), content(content), History.HEADERS, null);
  }

  private static Content content(String text) {
    return Content.of(text.getBytes(UTF_8));
  }

  private List<String> keys(String prefix) {
    List<String> keys = new ArrayList<>();
    try (Walk listed = to.list(prefix, ONCE);
        Walk apart = to.listApart(prefix, ONCE)) {
      listed.forEachRemaining(object -> keys.add(object.key().value()));
      apart.forEachRemaining(object -> keys.add(object.key().value()));
    }
    return keys;
  }
}
