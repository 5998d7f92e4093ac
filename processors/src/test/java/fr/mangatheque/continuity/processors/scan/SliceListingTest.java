package fr.mangatheque.continuity.processors.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.mangatheque.continuity.schemas.event.ScanOutcome;
import fr.mangatheque.continuity.storage.ETag;
import fr.mangatheque.continuity.storage.ListPage;
import fr.mangatheque.continuity.storage.ListQuery;
import fr.mangatheque.continuity.storage.ListedObject;
import fr.mangatheque.continuity.storage.ObjectKey;
import fr.mangatheque.continuity.storage.StoreException;
import fr.mangatheque.continuity.storage.StoreFault;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SliceListingTest {
  private static final Instant DATE = Instant.parse("2026-05-04T03:02:01Z");

  private final Deque<ListPage> pages = new ArrayDeque<>();
  private final List<ListQuery> queries = new ArrayList<>();
  private final List<String> taken = new ArrayList<>();

  private void page(@Nullable String next, String... names) {
    pages.add(
        new ListPage(
            Stream.of(names)
                .map(name -> new ListedObject(new ObjectKey(name), 1, new ETag("e"), DATE))
                .toList(),
            next,
            DATE,
            List.of()));
  }

  private SliceListing listing(@Nullable String after, @Nullable String until) {
    return new SliceListing(
        query -> {
          queries.add(query);
          return pages.removeFirst();
        },
        "",
        after,
        until);
  }

  private ScanOutcome list(SliceListing listing, int atMost) {
    return listing.list(
        atMost,
        () -> false,
        (objects, unusable) -> {
          objects.forEach(object -> taken.add(object.key().value()));
          taken.addAll(unusable);
        });
  }

  @Test
  void aSliceEndsBehindItsPagesAndSaysHowToGoOn() {
    page("t1", "a", "b");
    page("t2", "c");
    SliceListing listing = listing(null, null);

    assertThat(list(listing, 2)).isEqualTo(ScanOutcome.MORE);
    assertThat(listing.last()).isEqualTo("c");
    assertThat(listing.date()).isEqualTo(DATE);
    assertThat(taken).containsExactly("a", "b", "c");
    assertThat(queries.getLast().continuation()).isEqualTo("t1");
  }

  @Test
  void aShardEndsWithItsLastNameThoughMoreFollows() {
    page("t1", "b", "c", "d");

    assertThat(list(listing("a", "c"), 20)).isEqualTo(ScanOutcome.DONE);
    assertThat(taken).containsExactly("b", "c");
    assertThat(queries.getFirst().startAfter()).isEqualTo("a");
  }

  @Test
  void timeThatIsUpEndsASlice() {
    page("t1", "a");

    ScanOutcome outcome = listing(null, null).list(20, () -> true, (_, _) -> {});

    assertThat(outcome).isEqualTo(ScanOutcome.MORE);
  }

  @Test
  void namesOutOfOrderAreNotBelieved() {
    page(null, "b", "a");

    refuses(listing(null, null), "out of order");
  }

  @Test
  void aStoreThatBeginsBeforeTheSliceIsNotBelieved() {
    page(null, "a", "m");

    refuses(listing("k", null), "out of order");
  }

  @Test
  void theOrderOfUtf16IsTakenToo() {
    page(null, "\uD83D\uDE00", "\uFF21");

    assertThat(list(listing(null, null), 20)).isEqualTo(ScanOutcome.DONE);
  }

  @Test
  void aListingThatGoesInCirclesIsNotBelieved() {
    page("t1", "a");
    page("t1", "b");

    refuses(listing(null, null), "circles");
  }

  @Test
  void pagesWithoutANameThatPromiseMoreAreNotBelieved() {
    page("t1");
    page("t2");

    SliceListing listing = listing("k", null);
    assertThatThrownBy(() -> list(listing, 2)).hasMessageContaining("without a name");
  }

  @Test
  void aNameThatIsNoKeyIsTakenApart() {
    pages.add(new ListPage(List.of(), null, DATE, List.of("x".repeat(2000))));

    assertThat(list(listing(null, null), 20)).isEqualTo(ScanOutcome.DONE);
    assertThat(taken).containsExactly("x".repeat(2000));
  }

  private void refuses(SliceListing listing, String why) {
    assertThatThrownBy(() -> list(listing, 20))
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.fault()).isEqualTo(StoreFault.PROTOCOL))
        .hasMessageContaining(why);
  }
}
