package fr.mangatheque.continuity.storage.backup;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.storage.ObjectKey;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class BackupLayoutProperties {
  @Property(tries = 5000)
  void whatIsWrittenIsParsed(
      @ForAll("prefixes") String prefix,
      @ForAll("keys") ObjectKey key,
      @ForAll("entries") EntryName entry) {
    BackupLayout layout = new BackupLayout(prefix);

    ObjectKey name = layout.entry(key, entry);

    assertThat(layout.parse(name))
        .contains(
            layout.isLong(key)
                ? new BackupName.LongEntry(BackupLayout.hash(key), entry)
                : new BackupName.Entry(key, entry));
    assertThat(name.value()).startsWith(layout.keyPrefix(key));
  }

  @Property(tries = 5000)
  void whatIsParsedIsWrittenTheSame(
      @ForAll("prefixes") String prefix, @ForAll("names") ObjectKey name) {
    BackupLayout layout = new BackupLayout(prefix);

    layout.parse(name).ifPresent(parsed -> assertThat(written(layout, parsed)).isEqualTo(name));
  }

  private static ObjectKey written(BackupLayout layout, BackupName parsed) {
    return switch (parsed) {
      case BackupName.Entry e -> layout.entry(e.key(), e.entry());
      case BackupName.LongEntry e -> layout.longEntry(e.keyHash(), e.entry());
      case BackupName.LongKey k -> layout.longKey(k.keyHash());
      case BackupName.Binding _ -> layout.binding();
      case BackupName.Drill d -> layout.drill(d.rest());
      case BackupName.Probe p -> layout.probe(p.rest());
      case BackupName.Foreign f -> new ObjectKey(layout.prefix() + f.rest());
    };
  }

  @Property
  void aKeyIsLongOnlyWhereTheLongestEntryWouldNotFit(
      @ForAll("prefixes") String prefix, @ForAll("keys") ObjectKey key) {
    BackupLayout layout = new BackupLayout(prefix);
    String longest = prefix + "objects/" + key + "/" + "x".repeat(EntryNames.MAX_BYTES);

    assertThat(layout.isLong(key))
        .isEqualTo(longest.getBytes(StandardCharsets.UTF_8).length > ObjectKey.MAX_BYTES);
  }

  @Provide
  Arbitrary<String> prefixes() {
    return Arbitraries.of(
        "", "a/", "objects/", "long/", "mangathèque/sauvegarde/", "x".repeat(511) + "/");
  }

  @Provide
  Arbitrary<ObjectKey> keys() {
    return Keys.any();
  }

  @Provide
  Arbitrary<EntryName> entries() {
    return Keys.entries();
  }

  /** Anything that may lie in a bucket, more or less like a name of ours. */
  @Provide
  Arbitrary<ObjectKey> names() {
    Arbitrary<String> tops =
        Arbitraries.of(
            "", "a/", "objects/", "long/", "long/" + "0".repeat(64) + "/", "drills/", "probe/");
    Arbitrary<String> entries = Keys.entries().map(EntryName::format);
    return Arbitraries.oneOf(
        Keys.any(),
        tops.flatMap(top -> Keys.any().map(key -> top + key))
            .filter(name -> name.getBytes(StandardCharsets.UTF_8).length <= ObjectKey.MAX_BYTES)
            .map(ObjectKey::new),
        tops.flatMap(
                top -> Keys.any().flatMap(key -> entries.map(entry -> top + key + "/" + entry)))
            .filter(name -> name.getBytes(StandardCharsets.UTF_8).length <= ObjectKey.MAX_BYTES)
            .map(ObjectKey::new),
        tops.flatMap(top -> entries.map(entry -> new ObjectKey(top + entry))));
  }
}
