package fr.mangatheque.continuity.storage.backup;

import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Keys and entries such as nobody would think of. */
final class Keys {
  private Keys() {}

  /** Any valid Unicode of 1 to 1,024 bytes, and pieces that mean something to the format. */
  static Arbitrary<ObjectKey> any() {
    return Arbitraries.oneOf(ofPieces(1, 6), ofCodePoints(), longOnes())
        .filter(Keys::fits)
        .map(ObjectKey::new);
  }

  /** Keys of few pieces, so that they nest in each other often. */
  static Arbitrary<ObjectKey> nesting() {
    return Arbitraries.of("a", "b", "a0", "1", "99999999T", "20260102T030405.678Z~deleted", "")
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(segments -> String.join("/", segments))
        .filter(key -> !key.isEmpty())
        .map(ObjectKey::new);
  }

  static Arbitrary<EntryName> entries() {
    return Arbitraries.oneOf(
        versions().map(EntryName.class::cast),
        instants().map(EntryName.Marker::new),
        instants().map(EntryName.Erased::new));
  }

  static Arbitrary<EntryName.Version> versions() {
    return Combinators.combine(instants(), hashes(), tags(), Arbitraries.of(0, 0, 1, 2, 9, 10, 11))
        .as(EntryName.Version::new);
  }

  /** Few around one moment, so that they collide, and any that four digits of a year allow. */
  static Arbitrary<Instant> instants() {
    long now = Instant.parse("2026-01-02T03:04:05.678Z").toEpochMilli();
    return Arbitraries.oneOf(
            Arbitraries.longs().between(now, now + 3),
            Arbitraries.longs()
                .between(
                    Instant.parse("0000-01-01T00:00:00Z").toEpochMilli(),
                    Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli()))
        .map(Instant::ofEpochMilli);
  }

  private static Arbitrary<Sha256> hashes() {
    return Arbitraries.oneOf(
            Arbitraries.of("0".repeat(64), "f".repeat(64)),
            Arbitraries.strings().withChars("0123456789abcdef").ofLength(64))
        .map(Sha256::new);
  }

  static Arbitrary<ETag> tags() {
    return Arbitraries.oneOf(
            Arbitraries.strings().withChars("0123456789abcdef").ofLength(32),
            Arbitraries.strings().withChars("0123456789abcdef-").ofMaxLength(40),
            Arbitraries.strings().ofMaxLength(80).filter(text -> !text.startsWith("\"")),
            Arbitraries.of("", "~", "~r1", "a~r1", "/", "%41", "é漫😀"))
        .map(ETag::new)
        .map(EntryNames::tag);
  }

  private static Arbitrary<String> ofPieces(int least, int most) {
    return Arbitraries.of(
            "/",
            "//",
            ".",
            "..",
            "a",
            "long/",
            "objects/",
            "probe",
            "continuity.json",
            "\n",
            "\r",
            " ",
            "%2F",
            "~",
            "é",
            "漫画",
            "\uD83D\uDE00",
            "\uFFFF",
            "\uDBFF\uDFFF",
            "20260102T030405.678Z~deleted",
            "20260102T030405.678Z~" + "0".repeat(64) + "~abc",
            "key")
        .list()
        .ofMinSize(least)
        .ofMaxSize(most)
        .map(pieces -> String.join("", pieces));
  }

  private static Arbitrary<String> ofCodePoints() {
    return Arbitraries.integers()
        .between(0, Character.MAX_CODE_POINT)
        .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
        .list()
        .ofMinSize(1)
        .ofMaxSize(40)
        .map(Keys::text);
  }

  /** About the lengths at which a key is too long to be extended. */
  private static Arbitrary<String> longOnes() {
    return Combinators.combine(
            Arbitraries.of("a", "é", "漫", "\uD83D\uDE00", "/"),
            Arbitraries.integers().between(700, ObjectKey.MAX_BYTES),
            ofPieces(0, 2))
        .as(
            (piece, bytes, end) ->
                piece.repeat(bytes / piece.getBytes(StandardCharsets.UTF_8).length) + end);
  }

  private static String text(List<Integer> codePoints) {
    StringBuilder text = new StringBuilder();
    codePoints.forEach(text::appendCodePoint);
    return text.toString();
  }

  private static boolean fits(String key) {
    int bytes = key.getBytes(StandardCharsets.UTF_8).length;
    return bytes > 0 && bytes <= ObjectKey.MAX_BYTES;
  }
}
