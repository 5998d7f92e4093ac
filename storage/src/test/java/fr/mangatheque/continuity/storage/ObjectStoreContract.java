package fr.mangatheque.continuity.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fr.mangatheque.continuity.storage.ObjectCreator.Creation;
import fr.mangatheque.continuity.storage.ObjectReader.Look;
import fr.mangatheque.continuity.storage.ObjectReader.Read;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every object store does. */
public abstract class ObjectStoreContract {
  protected static final ObjectKey KEY = new ObjectKey("series/12/page 1.jpg");

  /** The store under test; its bucket is empty before each test. */
  protected abstract ObjectStore store();

  /** Whether this store can hold such a key at all. */
  protected boolean canHold(ObjectKey key) {
    return true;
  }

  /** How this store sorts. */
  protected Comparator<String> order() {
    return Utf8Order::compare;
  }

  static Stream<String> keys() {
    return Stream.of(
        "plain.jpg",
        "with space + plus & ampersand=equals?question#hash%percent%41",
        "quotes\"'<tag>]]>&amp;",
        "a:b;c,d@e!f$g*h(i)j~k|l^m`n{o}p[q]",
        "back\\slash",
        "accents/é/été",
        "decomposed/e\u0301",
        "漫画/第一話.png",
        "surrogates/\uD83D\uDE00/\uD840\uDC00",
        "last/\uDBFF\uDFFF",
        "line\nfeed",
        "carriage\r\nreturn",
        "tab\tand\u0001control",
        " leading and trailing ",
        "double//slash",
        "/leading",
        "trailing/",
        "/",
        "//",
        "a/../b",
        "..",
        "../up",
        "./here",
        "a/./b",
        "long/segment/" + "s".repeat(200),
        "longer/segment/" + "s".repeat(300),
        "k".repeat(ObjectKey.MAX_BYTES),
        "é".repeat(ObjectKey.MAX_BYTES / 2));
  }

  @ParameterizedTest
  @MethodSource("keys")
  void anyKeyIsHeldExactly(String name) throws IOException {
    ObjectKey key = new ObjectKey(name);
    assumeTrue(canHold(key), "this store cannot hold the key");

    Creation creation = store().create(key, content("of " + name), ObjectHeaders.NONE);

    assertThat(creation).isInstanceOf(Creation.Created.class);
    assertThat(read(key)).asString(StandardCharsets.UTF_8).isEqualTo("of " + name);
    assertThat(store().head(key)).isInstanceOf(Look.Found.class);
    assertThat(keys(ListQuery.firstPage(""))).containsExactly(key);
    assertThat(keys(ListQuery.firstPage(name.substring(0, 1)))).containsExactly(key);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 65_535, 65_536, 65_537, 1_000_000})
  void contentIsReadAsItWasWritten(int size) throws IOException {
    byte[] bytes = random(size);
    store().create(KEY, Content.of(bytes), ObjectHeaders.NONE);

    try (Read read = store().get(KEY, null)) {
      assertThat(read).isInstanceOf(Read.Found.class);
      Read.Found found = (Read.Found) read;
      assertThat(found.info().size()).isEqualTo(size);
      assertThat(found.body().readAllBytes()).isEqualTo(bytes);
      assertThat(found.body().read()).isEqualTo(-1);
    }
  }

  @Test
  void aFoundObjectTellsWhatItIs() {
    Instant before = Instant.now();
    Content content = content("page");
    Creation creation = store().create(KEY, content, ObjectHeaders.NONE);

    ObjectInfo info = head(KEY);

    assertThat(info.key()).isEqualTo(KEY);
    assertThat(info.size()).isEqualTo(4);
    assertThat(creation).isEqualTo(new Creation.Created(info.etag()));
    assertThat(info.sha256()).isEqualTo(content.sha256());
    assertThat(info.lastModified().getNano()).isZero();
    assertThat(info.lastModified())
        .isBetween(before.minus(Duration.ofSeconds(2)), before.plus(Duration.ofSeconds(30)));
    assertThat(info.date())
        .isBetween(before.minus(Duration.ofSeconds(2)), before.plus(Duration.ofSeconds(30)));
  }

  @Test
  void aReadTellsTheSameAsALook() throws Exception {
    store().create(KEY, content("page"), someHeaders());

    try (Read read = store().get(KEY, null)) {
      ObjectInfo info = ((Read.Found) read).info();
      assertThat(info).usingRecursiveComparison().ignoringFields("date").isEqualTo(head(KEY));
    }
  }

  @Test
  void headersAndMetadataComeBack() {
    store().create(KEY, content("page"), someHeaders());

    assertThat(head(KEY).headers()).isEqualTo(someHeaders());
  }

  protected ObjectHeaders someHeaders() {
    return new ObjectHeaders(
        "image/jpeg",
        "public, max-age=31536000",
        "inline; filename=\"page 1.jpg\"",
        "gzip",
        "fr",
        "Thu, 01 Dec 2033 16:00:00 GMT",
        Map.of("uploader", "42", "note", "a  b; c=\"d\"", "empty-not", "-"));
  }

  @Test
  void whatIsThereIsNotOverwritten() throws IOException {
    store().create(KEY, content("first"), ObjectHeaders.NONE);

    Creation second = store().create(KEY, content("second"), ObjectHeaders.NONE);

    assertThat(second).isEqualTo(new Creation.Exists());
    assertThat(read(KEY)).asString(StandardCharsets.UTF_8).isEqualTo("first");
  }

  @Test
  void ofManyWritersOneWins() throws Exception {
    List<Callable<Creation>> writers =
        IntStream.range(0, 8)
            .<Callable<Creation>>mapToObj(
                i -> () -> store().create(KEY, content("writer " + i), ObjectHeaders.NONE))
            .toList();

    List<Creation> creations = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Creation> written : threads.invokeAll(writers)) {
        creations.add(written.get());
      }
    }

    assertThat(creations).filteredOn(Creation.Created.class::isInstance).hasSize(1);
    assertThat(creations).filteredOn(Creation.Exists.class::isInstance).hasSize(7);
  }

  @Test
  void whatIsNotThereIsAbsent() {
    Instant before = Instant.now();

    Read read = store().get(KEY, null);

    assertThat(read).isInstanceOf(Read.Absent.class);
    assertThat(((Read.Absent) read).date())
        .isBetween(before.minus(Duration.ofSeconds(2)), before.plus(Duration.ofSeconds(30)));
    assertThat(store().head(KEY)).isEqualTo(new Look.Absent());
  }

  @Test
  void anUnchangedObjectIsNotRead() throws Exception {
    store().create(KEY, content("page"), ObjectHeaders.NONE);

    try (Read read = store().get(KEY, head(KEY).etag())) {
      assertThat(read).isInstanceOf(Read.NotModified.class);
    }
  }

  @Test
  void anObjectWithAnotherTagIsRead() throws Exception {
    store().create(KEY, content("page"), ObjectHeaders.NONE);

    try (Read read = store().get(KEY, new ETag("0123456789abcdef0123456789abcdef"))) {
      assertThat(read).isInstanceOf(Read.Found.class);
    }
  }

  @Test
  void bodiesLeftUnreadDoNoHarm() throws Exception {
    store().create(KEY, Content.of(random(3_000_000)), ObjectHeaders.NONE);

    for (int i = 0; i < 200; i++) {
      try (Read read = store().get(KEY, null)) {
        assertThat(((Read.Found) read).body().read()).isNotNegative();
      }
    }

    assertThat(read(KEY)).hasSize(3_000_000);
  }

  @Test
  void aListingIsInOrder() {
    List<String> names =
        List.of("Z", "a", "a-", "a0", "é", "\uFF21", "\uD83D\uDE00", "~", "aé", "A");
    names.forEach(name -> store().create(new ObjectKey(name), content(name), ObjectHeaders.NONE));

    assertThat(keys(ListQuery.firstPage("")))
        .containsExactlyElementsOf(names.stream().sorted(order()).map(ObjectKey::new).toList());
  }

  @Test
  void aListingShowsSizeTagAndTime() {
    store().create(KEY, content("page"), ObjectHeaders.NONE);

    ListPage page = store().list(ListQuery.firstPage(""));

    ObjectInfo info = head(KEY);
    assertThat(page.objects())
        .containsExactly(new ListedObject(KEY, 4, info.etag(), info.lastModified()));
    assertThat(page.next()).isNull();
    assertThat(page.unusable()).isEmpty();
  }

  @Test
  void aListingTellsTheStoresTime() {
    store().create(KEY, content("page"), ObjectHeaders.NONE);

    ListPage page = store().list(ListQuery.firstPage(""));

    assertThat(page.date()).isNotNull().isAfterOrEqualTo(head(KEY).lastModified());
  }

  @Test
  void anEmptyListingIsNoError() {
    ListPage page = store().list(ListQuery.firstPage("nothing/"));

    assertThat(page.objects()).isEmpty();
    assertThat(page.next()).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 6, 7, 8, 1000})
  void pagesMakeUpTheWhole(int limit) {
    List<ObjectKey> expected =
        IntStream.range(0, 7).mapToObj(i -> new ObjectKey("p/" + i)).toList();
    expected.forEach(key -> store().create(key, content("x"), ObjectHeaders.NONE));
    store().create(new ObjectKey("o"), content("before"), ObjectHeaders.NONE);
    store().create(new ObjectKey("q"), content("behind"), ObjectHeaders.NONE);

    List<ObjectKey> listed = new ArrayList<>();
    ListQuery query = ListQuery.firstPage("p/", limit);
    ListPage page = store().list(query);
    assertThat(page.objects()).hasSizeLessThanOrEqualTo(limit);
    page.objects().forEach(object -> listed.add(object.key()));
    while (page.next() != null) {
      page = store().list(query.after(page.next()));
      assertThat(page.objects()).hasSizeLessThanOrEqualTo(limit);
      page.objects().forEach(object -> listed.add(object.key()));
    }

    assertThat(listed).isEqualTo(expected);
  }

  @Test
  void aListingStartsBehindAKeyThatNeedNotExist() {
    for (String name : List.of("p/1", "p/2", "p/3", "p/4")) {
      store().create(new ObjectKey(name), content("x"), ObjectHeaders.NONE);
    }

    assertThat(keys(new ListQuery("p/", "p/2", null, 2)))
        .containsExactly(new ObjectKey("p/3"), new ObjectKey("p/4"));
    assertThat(keys(new ListQuery("p/", "p/2x", null, 2)))
        .containsExactly(new ObjectKey("p/3"), new ObjectKey("p/4"));
    assertThat(keys(new ListQuery("p/", "a", null, 1))).hasSize(4);
  }

  private List<ObjectKey> keys(ListQuery query) {
    List<ObjectKey> keys = new ArrayList<>();
    new Listing(store(), query).forEachRemaining(object -> keys.add(object.key()));
    return keys;
  }

  protected final ObjectInfo head(ObjectKey key) {
    return ((Look.Found) store().head(key)).info();
  }

  protected final byte[] read(ObjectKey key) throws IOException {
    Read.Found found = (Read.Found) store().get(key, null);
    try (found) {
      return found.body().readAllBytes();
    }
  }

  protected static Content content(String text) {
    return Content.of(text.getBytes(StandardCharsets.UTF_8));
  }

  protected static byte[] random(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }
}
