package fr.mangatheque.continuity.notifier.channel;

import static fr.mangatheque.continuity.notifier.channel.ChannelSettings.Security.STARTTLS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChannelSettingsTest {
  @Test
  void noSecretShows() {
    ChannelSettings webhook =
        new ChannelSettings.Webhook(
            "pager", URI.create("https://user:pw@hooks.example/T00/hidden?k=v"), Samples.SECRET);
    ChannelSettings mail =
        new ChannelSettings.Email(
            "mail",
            "smtp.example",
            587,
            STARTTLS,
            "continuity",
            "tea4two",
            "continuity@example.org",
            List.of("oncall@example.org"));

    assertThat(webhook.toString())
        .contains("hooks.example")
        .doesNotContain("hidden", "pw", "k=v", Samples.SECRET);
    assertThat(mail.toString()).contains("smtp.example").doesNotContain("tea4two");
  }

  @Test
  void whatCannotWorkIsRefused() {
    assertThatThrownBy(() -> new ChannelSettings.Console("Not A Name"))
        .hasMessageContaining("Not A Name");
    assertThatThrownBy(
            () -> new ChannelSettings.Webhook("hook", URI.create("ftp://x/"), Samples.SECRET))
        .hasMessageContaining("https://");
    assertThatThrownBy(() -> email("nobody", List.of("a@b.example")))
        .hasMessageContaining("addresses");
    assertThatThrownBy(() -> email("a@b.example", List.of())).hasMessageContaining("addresses");
  }

  private static ChannelSettings email(String from, List<String> to) {
    return new ChannelSettings.Email("mail", "localhost", 25, STARTTLS, null, null, from, to);
  }
}
