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
    screen.line("  It stays up; Ctrl-C ends it. Upload any file and tell of it:");
    screen.line("");
    screen.line("FILE=README.md");
    screen.line(
        "curl -sS --aws-sigv4 aws:amz:us-east-1:s3 -u %s -T \"$FILE\" %s/%s/try/it"
            .formatted(login(source.account()), source.endpoint(), source.bucket()));
    screen.line(
        "curl -sS -H 'Authorization: Bearer %s' -H 'Content-Type: application/json' -d '%s' %s"
            .formatted(
                token, "{\"source\":\"manga\",\"key\":\"try/it\",\"action\":\"created\"}", events));
    screen.line("");
    screen.line("  Look at the backup, which is plain S3:");
    screen.line("");
    screen.line(environment(kept.account()) + " \\");
    screen.line(
        "aws --endpoint-url %s s3 ls --recursive s3://%s/objects/covers/"
            .formatted(kept.endpoint(), kept.bucket()));
    screen.line("");
    screen.line("  Remove it at the source, and tell of it:");
    screen.line("");
    screen.line(
        "curl -sS --aws-sigv4 aws:amz:us-east-1:s3 -u %s -X DELETE %s/%s/try/it"
            .formatted(login(source.account()), source.endpoint(), source.bucket()));
    screen.line(
        "curl -sS -H 'Authorization: Bearer %s' -H 'Content-Type: application/json' -d '%s' %s"
            .formatted(
                token, "{\"source\":\"manga\",\"key\":\"try/it\",\"action\":\"removed\"}", events));
    screen.line("");
    screen.notes("Health and metrics: " + events.resolve("/health/ready") + " and /metrics");
    screen.notes("What reaches the backup, and whom it wakes, shows here:");
  }

  private static String login(Account account) {
    return account.accessKeyId() + ":" + account.secretAccessKey();
  }

  private static String environment(Account account) {
    return "AWS_ACCESS_KEY_ID=%s AWS_SECRET_ACCESS_KEY=%s AWS_DEFAULT_REGION=%s"
        .formatted(account.accessKeyId(), account.secretAccessKey(), BucketAccess.REGION);
  }
}
