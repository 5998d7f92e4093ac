package fr.mangatheque.continuity.processors.copy;

import static org.assertj.core.api.Assertions.assertThat;

import fr.mangatheque.continuity.schemas.event.Announcement;
import fr.mangatheque.continuity.storage.Content;
import fr.mangatheque.continuity.storage.Sha256;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AnnouncementCheckTest {
  private static final Sha256 HELD = Content.of(Pictures.page(1)).sha256();
  private static final Sha256 ANNOUNCED = Content.of(Pictures.page(2)).sha256();
  private static final Instant MODIFIED = Instant.parse("2026-03-01T10:00:07Z");

  private static Announcement at(Instant occurred, Sha256 sha256) {
    return new Announcement(sha256.hex(), occurred);
  }

  @Test
  void tellsBothValuesWhenTheyDiffer() {
    assertThat(AnnouncementCheck.doubt(at(MODIFIED, ANNOUNCED), HELD, MODIFIED))
        .hasValueSatisfying(
            doubt -> {
              assertThat(doubt.getCauseClass()).isEqualTo("DIFFERS_FROM_ANNOUNCED");
              assertThat(doubt.getDetail()).contains(HELD.hex()).contains(ANNOUNCED.hex());
            });
  }

  @Test
  void saysNothingWhenTheyAreEqualOrNothingWasAnnounced() {
    assertThat(AnnouncementCheck.doubt(at(MODIFIED, HELD), HELD, MODIFIED)).isEmpty();
    assertThat(AnnouncementCheck.doubt(null, HELD, MODIFIED)).isEmpty();
  }

  @Test
  void anAnnouncementOlderThanTheObjectIsAboutWhatItReplaced() {
    Instant older = MODIFIED.minusSeconds(3);
    assertThat(AnnouncementCheck.doubt(at(older, ANNOUNCED), HELD, MODIFIED)).isEmpty();
  }

  @Test
  void clocksTwoSecondsApartDoNotHideADifference() {
    Instant almost = MODIFIED.minusSeconds(2).plusMillis(900);
    assertThat(AnnouncementCheck.doubt(at(almost, ANNOUNCED), HELD, MODIFIED)).isPresent();
    assertThat(AnnouncementCheck.doubt(at(MODIFIED.minusSeconds(2), ANNOUNCED), HELD, MODIFIED))
        .isPresent();
  }
}
