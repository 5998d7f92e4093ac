package fr.mangatheque.continuity.app.demo;

import fr.mangatheque.continuity.app.demo.endpoint.Account;
import fr.mangatheque.continuity.app.demo.endpoint.BucketAccess;
import fr.mangatheque.continuity.app.demo.screen.Screen;
import fr.mangatheque.continuity.app.demo.watch.Alert;
import fr.mangatheque.continuity.app.demo.watch.BackupEntry;
import fr.mangatheque.continuity.app.demo.watch.BackupView;
import fr.mangatheque.continuity.app.demo.watch.OnCall;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.core.exception.AbortedException;

/** What there is to try by hand, and what comes of it. */
final class Afterwards {
  private static final long LOOK_MILLIS = 500;

  private final Screen screen;
  private final Clouds clouds;
  private final BackupView backup;
  private final OnCall onCall;
  private final URI events;
  private final String token;

  Afterwards(
      Screen screen, Clouds clouds, BackupView backup, OnCall onCall, URI events, String token) {
    this.screen = screen;
    this.clouds = clouds;
    this.backup = backup;
    this.onCall = onCall;
    this.events = events;
    this.token = token;
  }

  /** Shows what can be tried, then what happens; returns once the thread is interrupted. */
  void stay() {
    show();
    Set<BackupEntry> known = new HashSet<>();
    boolean told = false;
    int heard = onCall.alerts().size();
    try {
      while (true) {
        for (BackupEntry entry : backup.list(BackupEntry.OBJECTS)) {
          if (known.add(entry) && told) {
            tell(entry);
          }
        }
        told = true;
        List<Alert> alerts = onCall.alerts();
        alerts.subList(heard, alerts.size()).forEach(this::tell);
        heard = alerts.size();
        Thread.sleep(LOOK_MILLIS);
      }
    } catch (InterruptedException | AbortedException _) {
      // What is closed after this waits, which a thread that is still interrupted cannot.
      boolean _ = Thread.interrupted();
      screen.line("");
    }
  }

  private void tell(BackupEntry entry) {
    screen.check(true, (entry.marker() ? "gone: " : "safe: ") + entry.key(), entry.name());
  }

  private void tell(Alert alert) {
    screen.alert(alert.resolved(), alert.summary());
  }

  private void show() {
    BucketAccess source = clouds.applications();
    BucketAccess kept = clouds.observedBackup();
    screen.line("");
    screen.line("  It stays up; Ctrl-C ends it. To try it by hand, paste into another terminal:");
    screen.line("");
    screen.line(
        "s3() { curl -sS --aws-sigv4 aws:amz:%s:s3 -u %s -H %s \"$@\"; }"
            .formatted(
                BucketAccess.REGION,
                login(source.account()),
                "x-amz-content-sha256:UNSIGNED-PAYLOAD"));
    screen.line(
        "tell() { curl -sS -H 'Authorization: Bearer %s' -H 'Content-Type: application/json' %s; }"
            .formatted(token, "-d \"$1\" " + events));
    screen.line("SOURCE=%s/%s".formatted(source.endpoint(), source.bucket()));
    screen.line("");
    screen.line("  upload something, and remove it again");
    screen.line("");
    screen.line("s3 -T README.md $SOURCE/try/it; tell '" + event("created") + "'");
    screen.line("s3 -X DELETE $SOURCE/try/it; tell '" + event("removed") + "'");
    screen.line("");
    screen.line("  look at the backup, which is plain S3");
    screen.line("");
    screen.line(
        "export AWS_ACCESS_KEY_ID=%s AWS_SECRET_ACCESS_KEY=%s AWS_DEFAULT_REGION=%s"
            .formatted(
                kept.account().accessKeyId(),
                kept.account().secretAccessKey(),
                BucketAccess.REGION));
    screen.line(
        "aws --endpoint-url %s s3 ls --recursive s3://%s/objects/try/"
            .formatted(kept.endpoint(), kept.bucket()));
    screen.line("");
    screen.notes(
        "health " + events.resolve("/health/ready") + ", metrics " + events.resolve("/metrics"));
    screen.notes("What reaches the backup, and what on-call is told, shows here:");
  }

  private static String event(String action) {
    return "{\"source\":\"%s\",\"key\":\"try/it\",\"action\":\"%s\"}"
        .formatted(Demo.SOURCE, action);
  }

  private static String login(Account account) {
    return account.accessKeyId() + ":" + account.secretAccessKey();
  }
}
