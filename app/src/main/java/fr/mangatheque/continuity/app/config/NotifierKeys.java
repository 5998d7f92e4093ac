package fr.mangatheque.continuity.app.config;

import static fr.mangatheque.continuity.app.config.ValueType.DURATION;
import static fr.mangatheque.continuity.app.config.ValueType.SECRET;
import static fr.mangatheque.continuity.app.config.ValueType.TEXT;
import static fr.mangatheque.continuity.app.config.ValueType.integer;
import static fr.mangatheque.continuity.app.config.ValueType.matching;
import static fr.mangatheque.continuity.app.config.ValueType.oneOf;

import fr.mangatheque.continuity.notifier.channel.ChannelSettings.Security;
import fr.mangatheque.continuity.schemas.CauseClass;
import fr.mangatheque.continuity.schemas.event.Severity;
import fr.mangatheque.continuity.schemas.event.Stage;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** The keys about who is told what. */
final class NotifierKeys {
  private static final ValueType<String> ADDRESS =
      matching(
          "e-mail address",
          Pattern.compile("[^\\s@<>,;]+@[^\\s@<>,;]+"),
          "not an e-mail address such as on-call@example.com");

  static final Key<Duration> AFTER =
      Key.of(
              "notifier.after",
              DURATION,
              "How long something must have failed before it is an incident; what only a person can"
                  + " mend is one at once.")
          .standard("30s");

  static final Key<ChannelType> TYPE =
      Key.of("notifier.channels.*.type", oneOf(ChannelType.class), "What kind of channel it is.")
          .must()
          .example("webhook");
  static final Key<Secret> URL =
      Key.of("notifier.channels.*.url", SECRET, "webhook: where to post. Shown nowhere.")
          .example("https://on-call.example.com/hooks/continuity");
  static final Key<Secret> SIGNING_SECRET =
      Key.of(
              "notifier.channels.*.secret",
              SECRET,
              "webhook: what messages are signed with, as Standard Webhooks has it: whsec_ and"
                  + " base64 of 24 to 64 bytes.")
          .example("whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3");
  static final Key<String> SMTP_HOST =
      Key.of("notifier.channels.*.host", TEXT, "email: the mail server.")
          .example("smtp.example.com");
  static final Key<Integer> SMTP_PORT =
      Key.of("notifier.channels.*.port", integer(1, 65_535), "email: its port.")
          .otherwise("587, 465 with tls, 25 with none");
  static final Key<Security> SECURITY =
      Key.of(
              "notifier.channels.*.security",
              oneOf(Security.class),
              "email: how the connection is protected; none is for loopback only.")
          .standard("starttls");
  static final Key<String> USERNAME =
      Key.of("notifier.channels.*.username", TEXT, "email: who we are to the mail server.")
          .otherwise("no authentication");
  static final Key<Secret> PASSWORD =
      Key.of("notifier.channels.*.password", SECRET, "email: the password that belongs to it.");
  static final Key<String> FROM =
      Key.of("notifier.channels.*.from", ADDRESS, "email: the sender.")
          .example("continuity@example.com");
  static final Key<String> TO =
      Key.of("notifier.channels.*.to[*]", ADDRESS, "email: the recipients.")
          .example("on-call@example.com");

  static final Key<String> ROUTE_CHANNELS =
      Key.of("notifier.routes[*].channels[*]", TEXT, "The channels that are told.")
          .example("on-call");
  static final Key<Severity> ROUTE_AT_LEAST =
      Key.of(
              "notifier.routes[*].at-least",
              oneOf(Severity.class),
              "Only incidents this urgent or more.")
          .standard("info");
  static final Key<String> ROUTE_SOURCES =
      Key.of("notifier.routes[*].sources[*]", TEXT, "Only incidents of these sources.")
          .otherwise("all");
  static final Key<Stage> ROUTE_STAGES =
      Key.of("notifier.routes[*].stages[*]", oneOf(Stage.class), "Only incidents from there.")
          .otherwise("all");
  static final Key<CauseClass> ROUTE_CAUSES =
      Key.of(
              "notifier.routes[*].causes[*]",
              oneOf(CauseClass.class),
              "Only incidents of these causes.")
          .otherwise("all");

  static final Section SECTION =
      new Section(
          "notifier",
          "Who is told when something fails. Without channels the console tells. The first route"
              + " that fits decides which channels hear; where none fits, all do.",
          List.of(
              AFTER,
              TYPE,
              URL,
              SIGNING_SECRET,
              SMTP_HOST,
              SMTP_PORT,
              SECURITY,
              USERNAME,
              PASSWORD,
              FROM,
              TO,
              ROUTE_CHANNELS,
              ROUTE_AT_LEAST,
              ROUTE_SOURCES,
              ROUTE_STAGES,
              ROUTE_CAUSES),
          """
          channels:
            on-call:
              type: webhook
              url-file: /run/secrets/on-call-url
              secret-file: /run/secrets/on-call-signing-secret
            team:
              type: email
              host: smtp.example.com
              port: 587
              security: starttls
              username: continuity
              password-file: /run/secrets/smtp-password
              from: continuity@example.com
              to: [on-call@example.com, admin@example.com]
            console:
              type: console
          routes:
            - channels: [on-call, team]
              at-least: critical
              sources: [uploads]
              stages: [origin, backup]
              causes: [access-denied, unreachable]
            - channels: [team, console]
          """);

  private NotifierKeys() {}
}
