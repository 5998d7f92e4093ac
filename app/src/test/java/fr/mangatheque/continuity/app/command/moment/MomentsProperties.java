package fr.mangatheque.continuity.app.command.moment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Moments, whatever is written. */
class MomentsProperties {
  private static final Instant NOW = Instant.parse("2026-07-15T14:20:30Z");

  @Provide
  static Arbitrary<Instant> past() {
    return Arbitraries.longs().between(0, NOW.toEpochMilli()).map(Instant::ofEpochMilli);
  }

  @Provide
  static Arbitrary<ZoneId> zones() {
    return Arbitraries.of(
            "UTC", "Europe/Paris", "America/New_York", "Asia/Kolkata", "Pacific/Apia", "+05:45")
        .map(ZoneId::of);
  }

  @Provide
  static Arbitrary<String> scraps() {
    return Arbitraries.of(
            List.of(
                "2026-01-31",
                "T",
                " ",
                "14:00",
                "Z",
                "+01:00",
                "Europe/Paris",
                "[",
                "]",
                "yesterday",
                "last",
                "monday",
                "2",
                "days",
                "h",
                "ago",
                "noon",
                "pm",
                ":",
                "é",
                "-",
                "now"))
        .list()
        .ofMaxSize(8)
        .map(scraps -> String.join("", scraps));
  }

  @Property
  void whateverAMomentIsWrittenInItIsTheSame(
      @ForAll("past") Instant moment,
      @ForAll("zones") ZoneId written,
      @ForAll("zones") ZoneId here) {
    Moments moments = new Moments(NOW, here);
    ZonedDateTime local = moment.atZone(written);

    assertThat(moments.past(moment.toString())).isEqualTo(moment);
    assertThat(moments.past(DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(local)))
        .isEqualTo(moment);
    assertThat(moments.past(DateTimeFormatter.ISO_ZONED_DATE_TIME.format(local))).isEqualTo(moment);
  }

  @Property
  void hoursMinutesAndSecondsAgoAreExact(
      @ForAll @IntRange(max = 100_000) int hours,
      @ForAll @IntRange(max = 100_000) int minutes,
      @ForAll @IntRange(max = 100_000) int seconds,
      @ForAll("zones") ZoneId here) {
    String text = hours + "h" + minutes + " min and " + seconds + " seconds ago";
    Duration length = Duration.ofHours(hours).plusMinutes(minutes).plusSeconds(seconds);

    assertThat(new Moments(NOW, here).past(text)).isEqualTo(NOW.minus(length));
  }

  @Property
  void whateverIsWrittenIsUnderstoodInThePastOrRefusedWithAReason(
      @ForAll("scraps") String text, @ForAll("zones") ZoneId here) {
    Moments moments = new Moments(NOW, here);

    Throwable refused = catchThrowable(() -> assertThat(moments.past(text)).isBeforeOrEqualTo(NOW));

    if (refused != null) {
      assertThat(refused)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageMatching("(?s).{10,}");
    }
  }
}
