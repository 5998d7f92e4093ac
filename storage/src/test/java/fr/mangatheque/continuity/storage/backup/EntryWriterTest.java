package fr.mangatheque.continuity.storage.backup;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.storage.Content;
import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.ObjectCreator.Creation;
import fr.mangatheque.continuity.storage.ObjectHeaders;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.ObjectReader.Look;
import fr.mangatheque.continuity.storage.memory.MemoryObjectStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EntryWriterTest {
  private static final Instant INSTANT = Instant.parse("2026-01-02T03:04:05.678Z");
  private static final ObjectKey LONG = new ObjectKey("漫".repeat(341));
  private final MemoryObjectStore backup = new MemoryObjectStore(InstantSource.system());
  private final BackupLayout layout = new BackupLayout("");
  private final EntryWriter writer = new EntryWriter(backup, layout);
  private final Content content = Content.of("page".getBytes(StandardCharsets.UTF_8));
  private final EntryName.Version version =
      EntryNames.version(INSTANT, content.sha256(), new ETag("tag"), null);

  @Test
  void aVersionHoldsContentHeadersAndWhatTheSourceSaid() {
    ObjectHeaders headers =
        new ObjectHeaders("image/png", null, null, null, null, null, Map.of("a", "b"));

    write(new ObjectKey("cover"), headers);

    Look.Found found = (Look.Found) backup.head(layout.entry(new ObjectKey("cover"), version));
    assertThat(found.info().sha256()).isEqualTo(content.sha256());
    assertThat(EntryMetadata.split(found.info().headers()))
        .isEqualTo(
            new EntryMetadata.Split(headers, new EntryMetadata(new ETag("tag"), INSTANT, null)));
  }

  @Test
  void theSameEntryAgainExists() {
    write(new ObjectKey("cover"), ObjectHeaders.NONE);

    assertThat(write(new ObjectKey("cover"), ObjectHeaders.NONE)).isEqualTo(new Creation.Exists());
  }

  @Test
  void aMarkerIsEmpty() {
    EntryName.Marker marker = new EntryName.Marker(INSTANT);

    writer.marker(new ObjectKey("cover"), marker);

    Look.Found found = (Look.Found) backup.head(layout.entry(new ObjectKey("cover"), marker));
    assertThat(found.info().size()).isZero();
  }

  @Test
  void aLongKeyIsFoundByItsHash() {
    write(LONG, ObjectHeaders.NONE);

    assertThat(new LongKeys(backup, layout).find(BackupLayout.hash(LONG), version)).contains(LONG);
    assertThat(backup.head(layout.longKey(BackupLayout.hash(LONG)))).isEqualTo(new Look.Absent());
  }

  @Test
  void aLongKeyWithoutRoomInMetadataHasAnObjectOfItsOwn() {
    ObjectHeaders full = ObjectHeaders.NONE.withUserMetadata(Map.of("note", "x".repeat(2030)));

    write(LONG, full);

    assertThat(new LongKeys(backup, layout).find(BackupLayout.hash(LONG), version)).contains(LONG);
    Look.Found found = (Look.Found) backup.head(layout.entry(LONG, version));
    assertThat(found.info().headers()).isEqualTo(full);
  }

  @Test
  void aKeyThatHasAnotherHashIsNotBelieved() {
    backup.create(
        layout.longKey(BackupLayout.hash(LONG)),
        Content.of("other".getBytes(StandardCharsets.UTF_8)),
        ObjectHeaders.NONE);

    assertThat(new LongKeys(backup, layout).find(BackupLayout.hash(LONG), version)).isEmpty();
  }

  private Creation write(ObjectKey key, ObjectHeaders headers) {
    return writer.version(key, version, content, headers, new ETag("tag"), INSTANT);
  }
}
