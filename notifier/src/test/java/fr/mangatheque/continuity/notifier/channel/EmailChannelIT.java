package fr.mangatheque.continuity.notifier.channel;

import static fr.mangatheque.continuity.schemas.event.NotificationKind.OPENED;
import static fr.mangatheque.continuity.schemas.event.NotificationKind.RESOLVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EmailChannelIT {
  private static final Instant AT = Instant.parse("2026-03-01T02:00:00Z");

  private final GreenMail server =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void mailsOfAnIncidentMakeOneThread() throws Exception {
    try (Channel channel = channel(null, null)) {
      channel.deliver(Samples.notification("3d395be902d160a0", 1, OPENED, "mail", AT));
      channel.deliver(Samples.notification("3d395be902d160a0", 2, RESOLVED, "mail", AT));
    }

    MimeMessage opened = server.getReceivedMessages()[0];
    MimeMessage resolved = server.getReceivedMessages()[1];
    assertThat(opened.getSubject())
        .isEqualTo("[CRITICAL] The backup of uploads cannot be reached (3d395b)");
    assertThat(opened.getMessageID()).isEqualTo("<3d395be902d160a0-1-mail@continuity.example.org>");
    assertThat(GreenMailUtil.getBody(opened))
        .contains("CRITICAL: The backup of uploads cannot be reached.", "covers/one.jpg");
    assertThat(resolved.getSubject()).isEqualTo("Re: " + opened.getSubject());
    assertThat(resolved.getHeader("References")).containsExactly(opened.getMessageID());
    assertThat(resolved.getHeader("In-Reply-To")).containsExactly(opened.getMessageID());
    assertThat(GreenMailUtil.getBody(resolved)).contains("RESOLVED");
  }

  @Test
  void aWrongPasswordIsForAPersonToMend() throws Exception {
    server.setUser("continuity", "right");
    try (Channel channel = channel("continuity", "wrong")) {
      assertThatThrownBy(
              () ->
                  channel.deliver(Samples.notification("3d395be902d160a0", 1, OPENED, "mail", AT)))
          .isInstanceOf(DeliveryException.Permanent.class)
          .hasMessageNotContaining("wrong");
    }
  }

  @Test
  void noServerIsTransient() throws Exception {
    try (Channel channel = channel(null, null)) {
      server.stop();

      assertThatThrownBy(
              () ->
                  channel.deliver(Samples.notification("3d395be902d160a0", 1, OPENED, "mail", AT)))
          .isInstanceOf(DeliveryException.Transient.class);
    }
  }

  @Test
  void oneBadAddressDoesNotKeepTheMailFromTheOthers() throws Exception {
    try (PickyMailServer picky = new PickyMailServer();
        Channel channel =
            channel(
                picky.port(), null, null, List.of("nobody@example.org", "oncall@example.org"))) {
      channel.deliver(Samples.notification("3d395be902d160a0", 1, OPENED, "mail", AT));

      assertThat(picky.mails()).hasSize(1);
      assertThat(picky.receivers()).containsExactly("<oncall@example.org>");
    }
  }

  @Test
  void onlyBadAddressesAreForAPersonToMend() throws Exception {
    try (PickyMailServer picky = new PickyMailServer();
        Channel channel = channel(picky.port(), null, null, List.of("nobody@example.org"))) {
      assertThatThrownBy(
              () ->
                  channel.deliver(Samples.notification("3d395be902d160a0", 1, OPENED, "mail", AT)))
          .isInstanceOf(DeliveryException.Permanent.class)
          .hasMessageContaining("no such user");
    }
  }

  private Channel channel(@Nullable String username, @Nullable String password) {
    return channel(server.getSmtp().getPort(), username, password, List.of("oncall@example.org"));
  }

  private static Channel channel(
      int port, @Nullable String username, @Nullable String password, List<String> to) {
    return Channels.open(
        new ChannelSettings.Email(
            "mail",
            "127.0.0.1",
            port,
            ChannelSettings.Security.NONE,
            username,
            password,
            "continuity@example.org",
            to),
        InstantSource.system());
  }
}
