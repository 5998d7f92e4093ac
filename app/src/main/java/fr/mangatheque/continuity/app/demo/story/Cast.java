package fr.mangatheque.continuity.app.demo.story;

import fr.mangatheque.continuity.app.demo.endpoint.RequestCounts;
import fr.mangatheque.continuity.app.demo.endpoint.S3Endpoint;
import fr.mangatheque.continuity.app.demo.form.AllForms;
import fr.mangatheque.continuity.app.demo.library.Library;
import fr.mangatheque.continuity.app.demo.site.Administrator;
import fr.mangatheque.continuity.app.demo.site.Application;
import fr.mangatheque.continuity.app.demo.site.Event;
import fr.mangatheque.continuity.app.demo.site.EventsClient;
import fr.mangatheque.continuity.app.demo.site.Upload;
import fr.mangatheque.continuity.app.demo.watch.BackupView;
import fr.mangatheque.continuity.app.demo.watch.Latencies;
import fr.mangatheque.continuity.app.demo.watch.OnCall;
import fr.mangatheque.continuity.app.demo.watch.SafetyPoller;

/**
 * Who plays.
 *
 * @param source the name of the source in events
 * @param events posts in the plain form
 * @param forms tells in all forms in turn
 * @param administrator who decides, and has jobs run
 * @param backupCloud which goes away and comes back
 * @param originRequests what continuity asked the source's cloud for
 * @param backupRequests what continuity asked the backup's cloud for
 * @param latencies of uploads made while all is well
 */
public record Cast(
    String source,
    Library library,
    Application application,
    EventsClient events,
    AllForms forms,
    SafetyPoller poller,
    Latencies latencies,
    BackupView backup,
    OnCall onCall,
    Administrator administrator,
    S3Endpoint backupCloud,
    RequestCounts originRequests,
    RequestCounts backupRequests) {

  /** Uploads, tells of it honestly, and looks out for it. */
  Upload publish(String key, String contentType, byte[] content) throws InterruptedException {
    Upload upload = application.upload(key, contentType, content);
    poller.await(upload, latencies);
    events.post(Event.created(source, upload));
    return upload;
  }
}
