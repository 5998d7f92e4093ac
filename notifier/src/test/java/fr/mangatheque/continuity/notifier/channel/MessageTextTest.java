package fr.mangatheque.continuity.notifier.channel;

import static fr.mangatheque.continuity.schemas.event.NotificationKind.NEWS;
import static fr.mangatheque.continuity.schemas.event.NotificationKind.OPENED;
import static fr.mangatheque.continuity.schemas.event.NotificationKind.RESOLVED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class MessageTextTest {
  private static final Instant AT = Instant.parse("2026-03-01T02:00:00Z");

  @Test
  void aMessageSaysWhatSinceWhenHowManyWhichWhatItMeansAndWhatToDo() {
    assertThat(MessageText.of(Samples.notification("3d395be902d160a0", 1, OPENED, "mail", AT)))
        .isEqualTo(
            """
            CRITICAL: The backup of uploads cannot be reached.

            Since 2026-03-01 01:58:25 UTC (for 1 min 35 s).
            1,204 objects fail now, after 1,300 failures in all.
            For example:
              covers/one.jpg
              pages/two\\u000alines.png

            What it means for recovery: What was uploaded since then is not protected.
            What to do: Look at the provider's status page.

            Last heard: connection refused

            Incident 3d395be902d160a0, cause uploads/BACKUP/UNREACHABLE\
            """);
  }

  @Test
  void newsSayHowLongItTookAndOfNoIncident() {
    String text = MessageText.of(Samples.notification("3d395be902d160a0", 1, NEWS, "mail", AT));

    assertThat(text)
        .startsWith(
            """
            The backup of uploads cannot be reached.

            It took from 2026-03-01 01:58:25 UTC to 2026-03-01 02:00:00 UTC (1 min 35 s).
            """)
        .doesNotContain("Incident");
  }

  @Test
  void theLastMessageSaysThatItIsOverAndHowLongItLasted() {
    assertThat(MessageText.of(Samples.notification("3d395be902d160a0", 2, RESOLVED, "mail", AT)))
        .startsWith(
            """
            RESOLVED: it is over that "The backup of uploads cannot be reached".

            It lasted from 2026-03-01 01:58:25 UTC to 2026-03-01 02:00:00 UTC (1 min 35 s).
            1,300 failures in all, none now.
            """);
  }
}
