package fr.mangatheque.continuity.testkit.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

class ListingProperties {
  private static final StoredObject OBJECT =
      new StoredObject(Content.EMPTY, "\"\"", Instant.EPOCH, Map.of(), null);

  @Property
  void theOrderIsThatOfUtf8Bytes(@ForAll("keys") String a, @ForAll("keys") String b) {
    assertThat(Integer.signum(Utf8Order.INSTANCE.compare(a, b)))
        .isEqualTo(Integer.signum(Arrays.compareUnsigned(a.getBytes(UTF_8), b.getBytes(UTF_8))));
  }

  @Property
  void whatFollowsAPrefixFollowsAllThatStartWithItAndNothingElse(
      @ForAll("keys") String prefix, @ForAll("keys") String key) {
    String after = Utf8Order.after(prefix);

    boolean before = after == null || Utf8Order.INSTANCE.compare(key, after) < 0;

    boolean expected = key.startsWith(prefix) || Utf8Order.INSTANCE.compare(key, prefix) < 0;
    assertThat(before).isEqualTo(expected);
  }

  @Property
  void pagesTogetherAreTheListing(
      @ForAll("manyKeys") Set<String> keys,
      @ForAll("prefixes") String prefix,
      @ForAll("delimiters") String delimiter,
      @ForAll @IntRange(min = 1, max = 7) int limit) {
    var bucket = new ConcurrentSkipListMap<String, StoredObject>(Utf8Order.INSTANCE);
    keys.forEach(key -> bucket.put(key, OBJECT));

    var objects = new ArrayList<String>();
    var prefixes = new ArrayList<String>();
    Listing.@Nullable Start start = new Listing.Start.AtFirst();
    while (start != null) {
      Listing page = Listing.page(bucket, prefix, delimiter, start, limit);
      assertThat(page.objects().size() + page.prefixes().size()).isLessThanOrEqualTo(limit);
      page.objects().forEach(entry -> objects.add(entry.getKey()));
      prefixes.addAll(page.prefixes());
      start = page.next();
    }

    var expectedObjects = new ArrayList<String>();
    var expectedPrefixes = new LinkedHashSet<String>();
    var ordered = new TreeMap<String, StoredObject>(Utf8Order.INSTANCE);
    ordered.putAll(bucket);
    for (String key : ordered.keySet()) {
      if (key.startsWith(prefix)) {
        int end = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
        if (end < 0) {
          expectedObjects.add(key);
        } else {
          expectedPrefixes.add(key.substring(0, end + delimiter.length()));
        }
      }
    }
    assertThat(objects).isEqualTo(expectedObjects);
    assertThat(prefixes).isEqualTo(List.copyOf(expectedPrefixes));
  }

  @Property
  void whatIsEncodedIsDecodedTheSame(@ForAll("keys") String key) {
    var encoded = new StringBuilder();
    UriText.encode(key, true, encoded);

    assertThat(UriText.decode(encoded.toString(), false)).isEqualTo(key);
    assertThat(UriText.decode(UriText.encodeForListing(key), true)).isEqualTo(key);
    assertThat(encoded.toString()).matches("[A-Za-z0-9._~/%-]*");
  }

  @Provide
  Arbitrary<String> keys() {
    return Arbitraries.of("a", "b", "/", "//", "a/", "\uD7FF", "\uE000", "\uFFFF", "\u0001", " +%")
        .list()
        .ofMaxSize(5)
        .map(pieces -> String.join("", pieces))
        .flatMap(
            start ->
                Arbitraries.of(
                    start,
                    start + Character.toString(0x1F600),
                    start + Character.toString(Character.MAX_CODE_POINT)));
  }

  @Provide
  Arbitrary<Set<String>> manyKeys() {
    return keys().filter(key -> !key.isEmpty()).set().ofMaxSize(40);
  }

  @Provide
  Arbitrary<String> prefixes() {
    return Arbitraries.of("", "a", "a/", "/", "b/a", "\uD7FF", "nowhere");
  }

  @Provide
  Arbitrary<String> delimiters() {
    return Arbitraries.of("", "/", "//", "a", "\uFFFF");
  }
}
