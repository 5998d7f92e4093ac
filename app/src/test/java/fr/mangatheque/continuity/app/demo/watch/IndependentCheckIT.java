package fr.mangatheque.continuity.app.demo.watch;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.app.demo.site.Upload;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndependentCheckIT {
  @TempDir Path directory;

  private final List<Upload> uploads = new ArrayList<>();
  private final Set<String> removed = new HashSet<>();
  private TwoBuckets buckets;

  /** Two objects, one of them with a past, and one that is gone: all as it must be. */
  @BeforeEach
  void aBackupThatIsRight() {
    buckets = new TwoBuckets(directory);
    buckets.bind();
    uploads.add(buckets.upload("a/1.jpg", "one"));
    buckets.version("a/1.jpg", 1, "one");
    uploads.add(buckets.upload("a/1.jpg", "two"));
    buckets.version("a/1.jpg", 2, "two");
    uploads.add(buckets.upload("b.jpg", "three"));
    buckets.version("b.jpg", 3, "three");
    uploads.add(buckets.upload("c.jpg", "four"));
    buckets.version("c.jpg", 4, "four");
    buckets.remove("c.jpg");
    removed.add("c.jpg");
    buckets.marker("c.jpg", 5);
  }

  @AfterEach
  void close() {
    buckets.close();
  }

  @Test
  void whatIsRightHasNoMismatch() throws InterruptedException {
    CheckResult result = check();

    assertThat(result.mismatches()).isEmpty();
    assertThat(result.objects()).isEqualTo(2);
    assertThat(result.versions()).isEqualTo(4);
    assertThat(result.markers()).isOne();
    // both sides of what the source holds, one side of the past
    assertThat(result.bytes()).isEqualTo(2 * (3 + 5) + 3 + 4);
  }

  @Test
  void anAlteredByteIsFound() throws InterruptedException {
    buckets.keep(buckets.name("b.jpg", 3, "three"), "thrEe");

    assertThat(check().mismatches())
        .anyMatch(it -> it.startsWith("not the bytes its name says: objects/b.jpg/"))
        .anyMatch(it -> it.startsWith("not the bytes the source holds: objects/b.jpg/"))
        .hasSize(2);
  }

  @Test
  void anAlteredByteOfThePastIsFound() throws InterruptedException {
    buckets.keep(buckets.name("a/1.jpg", 1, "one"), "0ne");

    assertThat(check().mismatches())
        .singleElement()
        .asString()
        .startsWith("not the bytes its name says: objects/a/1.jpg/");
  }

  @Test
  void aLostUploadIsFound() throws InterruptedException {
    uploads.add(buckets.upload("d.jpg", "five"));

    assertThat(check().mismatches())
        .anyMatch("in the source only: d.jpg"::equals)
        .anyMatch(it -> it.startsWith("uploaded 1 times, kept 0 times: d.jpg"));
  }

  @Test
  void aStateOfTheSourceThatIsNotTheGreatestEntryIsFound() throws InterruptedException {
    uploads.add(buckets.upload("b.jpg", "other"));

    assertThat(check().mismatches())
        .anyMatch(it -> it.startsWith("not the bytes the source holds: objects/b.jpg/"));
  }

  @Test
  void anInventedVersionIsFound() throws InterruptedException {
    buckets.version("a/1.jpg", 0, "zero");

    assertThat(check().mismatches())
        .singleElement()
        .asString()
        .startsWith("uploaded 0 times, kept 1 times: a/1.jpg");
  }

  @Test
  void aVersionKeptTwiceIsFound() throws InterruptedException {
    buckets.version("a/1.jpg", 0, "one");

    assertThat(check().mismatches())
        .singleElement()
        .asString()
        .startsWith("uploaded 1 times, kept 2 times: a/1.jpg");
  }

  @Test
  void aMarkerOfWhatIsThereIsFound() throws InterruptedException {
    buckets.marker("b.jpg", 9);

    assertThat(check().mismatches()).contains("held by the source, and marked as deleted: b.jpg");
  }

  @Test
  void aMissingMarkerIsFound() throws InterruptedException {
    buckets.remove("b.jpg");
    removed.add("b.jpg");

    assertThat(check().mismatches())
        .contains("gone from the source, and not marked as deleted: b.jpg");
  }

  @Test
  void whatIsNotOfTheFormatIsFound() throws InterruptedException {
    buckets.keep("objects/b.jpg/copy of something", "x");

    assertThat(check().mismatches())
        .containsExactly("not a name of the format: objects/b.jpg/copy of something");
  }

  @Test
  void anotherContentTypeIsFound() throws InterruptedException {
    buckets.keep(buckets.name("b.jpg", 3, "three"), "three", "text/plain");

    assertThat(check().mismatches())
        .singleElement()
        .asString()
        .startsWith("not of the source's type image/jpeg: objects/b.jpg/");
  }

  private CheckResult check() throws InterruptedException {
    return new IndependentCheck(buckets.sourceAccess(), buckets.backupAccess())
        .run(uploads, removed);
  }
}
