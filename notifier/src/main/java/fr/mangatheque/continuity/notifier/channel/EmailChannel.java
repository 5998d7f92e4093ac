package fr.mangatheque.continuity.notifier.channel;

import fr.mangatheque.continuity.schemas.event.Notification;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.SendFailedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.simplejavamail.MailException;
import org.simplejavamail.api.email.Email;
import org.simplejavamail.api.email.EmailPopulatingBuilder;
import org.simplejavamail.api.mailer.Mailer;
import org.simplejavamail.api.mailer.config.TransportStrategy;
import org.simplejavamail.email.EmailBuilder;
import org.simplejavamail.mailer.MailerBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends notifications as mail. Mails of an incident make one thread: the first one's Message-ID is
 * derived from the incident, the others refer to it, and all have the same subject.
 */
final class EmailChannel implements Channel {
  private static final Logger log = LoggerFactory.getLogger(EmailChannel.class);

  private static final int TIMEOUT_MS = 10_000;

  private final ChannelSettings.Email settings;
  private final Mailer mailer;

  EmailChannel(ChannelSettings.Email settings) {
    this.settings = settings;
    this.mailer =
        MailerBuilder.withSMTPServer(
                settings.host(), settings.port(), settings.username(), settings.password())
            .withTransportStrategy(strategy(settings.security()))
            .withSessionTimeout(TIMEOUT_MS)
            // One receiver's bad address must not keep the mail from the others.
            .withProperty("mail.smtp.sendpartial", "true")
            .withProperty("mail.smtps.sendpartial", "true")
            .buildMailer();
  }

  @Override
  public String name() {
    return settings.name();
  }

  @Override
  public void deliver(Notification notification) throws DeliveryException {
    try {
      mailer.sendMail(email(notification), false).join();
    } catch (MailException e) {
      judge(notification, e);
    }
  }

  @Override
  public void close() {
    try {
      mailer.close();
    } catch (Exception e) {
      throw new IllegalStateException("the mailer of " + name() + " did not close", e);
    }
  }

  private Email email(Notification notification) {
    EmailPopulatingBuilder email =
        EmailBuilder.startingBlank()
            .fixingMessageId(messageId(notification.getId()))
            .from("Mangathèque Continuity", settings.from())
            .withSubject(subject(notification))
            .withHeader("Auto-Submitted", "auto-generated")
            .withPlainText(MessageText.of(notification));
    settings.to().forEach(email::to);
    String first = notification.getIncidentId() + "-1-" + settings.name();
    if (!first.equals(notification.getId())) {
      email.withHeader("In-Reply-To", messageId(first)).withHeader("References", messageId(first));
    }
    return email.buildEmail();
  }

  /** Mail programs group by subject as well, and strip only the Re: in front. */
  private static String subject(Notification notification) {
    String same =
        "[%s] %s (%s)"
            .formatted(
                notification.getSeverity(),
                notification.getSummary(),
                notification.getIncidentId().substring(0, 6));
    return switch (notification.getKind()) {
      case OPENED, NEWS -> same;
      case UPDATED, RESOLVED, UNKNOWN -> "Re: " + same;
    };
  }

  private String messageId(String id) {
    String domain = settings.from().substring(settings.from().lastIndexOf('@') + 1);
    return "<" + id + "@continuity." + domain + ">";
  }

  /** Returns if somebody was reached after all. */
  private void judge(Notification notification, MailException e) throws DeliveryException {
    List<Throwable> causes = causes(e);
    for (Throwable cause : causes) {
      if (cause instanceof SendFailedException partial
          && partial.getValidSentAddresses() != null
          && partial.getValidSentAddresses().length > 0) {
        log.atWarn()
            .addKeyValue("channel", name())
            .addKeyValue("notification", notification.getId())
            .addKeyValue("refused", Arrays.toString(partial.getInvalidAddresses()))
            .log("Some receivers of a mail were refused; the others have it");
        return;
      }
    }
    String what =
        "%s:%d did not take the mail: %s"
            .formatted(settings.host(), settings.port(), causes.getLast().getMessage());
    if (causes.stream().anyMatch(EmailChannel::isPermanent)) {
      throw new DeliveryException.Permanent(what, e);
    }
    throw new DeliveryException.Transient(what, e);
  }

  /** A password or every receiver is wrong. */
  private static boolean isPermanent(Throwable cause) {
    return cause instanceof AuthenticationFailedException
        || (cause instanceof SendFailedException failed
            && failed.getInvalidAddresses() != null
            && failed.getInvalidAddresses().length > 0);
  }

  private static List<Throwable> causes(Throwable e) {
    List<Throwable> chain = new ArrayList<>();
    for (Throwable next = e; next != null && !chain.contains(next); next = next.getCause()) {
      chain.add(next);
    }
    return chain;
  }

  private static TransportStrategy strategy(ChannelSettings.Security security) {
    return switch (security) {
      case NONE -> TransportStrategy.SMTP;
      case STARTTLS -> TransportStrategy.SMTP_TLS;
      case TLS -> TransportStrategy.SMTPS;
    };
  }
}
