package fr.mangatheque.continuity.storage.backup;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.Sha256;
import fr.mangatheque.continuity.storage.Utf8Order;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class EntryNamesProperties {
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

  @Property
  void whatIsWrittenIsParsed(@ForAll("entries") EntryName entry) {
    assertThat(EntryNames.parse(entry.format())).contains(entry);
  }

  @Property
  void aNameIsAsciiWithoutSlashesAndFits(@ForAll("entries") EntryName entry) {
    assertThat(entry.format())
        .matches("[-~A-Za-z0-9%_.]+")
        .hasSizeLessThanOrEqualTo(EntryNames.MAX_BYTES);
  }

  @Property
  void whatIsParsedIsWrittenTheSame(@ForAll("nearlyNames") String name) {
    EntryNames.parse(name).ifPresent(entry -> assertThat(entry.format()).isEqualTo(name));
  }

  @Property
  void entriesAreOrderedAsListingsShowThem(
      @ForAll("entries") EntryName a, @ForAll("entries") EntryName b) {
    Assume.that(!(repaired(a) || repaired(b)));

    assertThat(Integer.signum(a.compareTo(b)))
        .isEqualTo(Integer.signum(Utf8Order.compare(a.format(), b.format())));
  }

  @Property
  void entriesAreEqualOnlyWhereTheirNamesAre(
      @ForAll("entries") EntryName a, @ForAll("entries") EntryName b) {
    assertThat(a.compareTo(b) == 0).isEqualTo(a.equals(b)).isEqualTo(a.format().equals(b.format()));
  }

  @Property
  void aRepairComesBehindWhatItRepairsAndBeforeAnythingLater(
      @ForAll("versions") EntryName.Version version) {
    Assume.that(version.instant().isBefore(LAST));
    EntryName.Version repaired = version.repaired();

    assertThat(repaired).isGreaterThan(version);
    assertThat(repaired.repaired()).isGreaterThan(repaired);
    assertThat((EntryName) repaired.repaired())
        .isLessThan(EntryNames.marker(version.instant(), repaired));
  }

  @Property
  void whatIsWrittenNextIsGreatest(
      @ForAll("entries") EntryName greatest, @ForAll("instants") Instant lastModified) {
    Assume.that(greatest.instant().isBefore(LAST));

    EntryName.Version next =
        EntryNames.version(lastModified, new Sha256("0".repeat(64)), new ETag("t"), greatest);

    assertThat((EntryName) next).isGreaterThan(greatest);
    assertThat(next.instant()).isAfterOrEqualTo(lastModified);
    assertThat(next.instant()).isIn(lastModified, greatest.instant().plusMillis(1));
  }

  @Property
  void anyTagHasAFormForNames(@ForAll("rawTags") String raw) {
    ETag tag = EntryNames.tag(new ETag(raw));

    assertThat(EntryNames.tag(tag)).isEqualTo(tag);
    assertThat(Escape.unescape(Escape.escape(tag.value()))).isEqualTo(tag.value());
    assertThat(Escape.escape(tag.value())).hasSizeLessThanOrEqualTo(64);
  }

  @Property
  void differentTagsHaveDifferentForms(@ForAll("rawTags") String a, @ForAll("rawTags") String b) {
    Assume.that(!a.equals(b));
    Assume.that(encodable(a) && encodable(b));

    assertThat(EntryNames.tag(new ETag(a))).isNotEqualTo(EntryNames.tag(new ETag(b)));
  }

  @Property
  void escapedTextHasOneSpelling(@ForAll("texts") String text) {
    Assume.that(encodable(text));
    String escaped = Escape.escape(text);

    assertThat(escaped).matches("([A-Za-z0-9_.-]|%[0-9A-F]{2})*");
    assertThat(Escape.unescape(escaped)).isEqualTo(text);
  }

  private static boolean repaired(EntryName name) {
    return name instanceof EntryName.Version v && v.repair() > 0;
  }

  private static boolean encodable(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  @Provide
  Arbitrary<EntryName> entries() {
    return Keys.entries();
  }

  @Provide
  Arbitrary<EntryName.Version> versions() {
    return Keys.versions();
  }

  @Provide
  Arbitrary<Instant> instants() {
    return Keys.instants();
  }

  @Provide
  Arbitrary<String> rawTags() {
    return Arbitraries.strings().ofMaxLength(100).filter(text -> !text.startsWith("\""));
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().ofMaxLength(50);
  }

  /** Names with a character lost, doubled or replaced. */
  @Provide
  Arbitrary<String> nearlyNames() {
    return Keys.entries()
        .map(EntryName::format)
        .flatMap(
            name ->
                Arbitraries.integers()
                    .between(0, name.length() - 1)
                    .flatMap(
                        at ->
                            Arbitraries.of("", "~", "0", "r1", "%", "%41", "A", "\u0660", "-", "Z")
                                .map(
                                    with ->
                                        name.substring(0, at) + with + name.substring(at + 1))));
  }
}
