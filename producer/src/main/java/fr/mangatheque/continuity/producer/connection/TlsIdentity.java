package fr.mangatheque.continuity.producer.connection;

import fr.mangatheque.continuity.producer.access.Rounds;
import io.helidon.common.tls.Tls;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A server's certificate as it is now: files that are renewed are taken up without a restart. Ones
 * that are wrong leave the last good certificate in force, which is told. Looked at by one thread.
 */
public final class TlsIdentity {
  private static final Logger log = LoggerFactory.getLogger(TlsIdentity.class);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private final String site;
  private final TlsFiles files;
  private final Tls tls;
  private TlsFiles.Content content;
  private volatile TlsFiles.Identity identity;
  private @Nullable String trouble;
  private boolean told;

  /**
   * Reads the files.
   *
   * @param site whose it is, as metrics name it
   * @throws IllegalArgumentException if a server cannot start with them
   */
  public TlsIdentity(String site, TlsFiles files, MeterRegistry registry) {
    this.site = site;
    this.files = files;
    this.content = files.read();
    this.identity = files.identity(content);
    this.tls = identity.tls();
    Gauge.builder(
            "continuity." + site + ".certificate.expires",
            this,
            it -> it.identity.expires().getEpochSecond())
        .description("When the certificate in use ends, in seconds since 1970")
        .register(registry);
  }

  /** For the server to start with. */
  public Tls tls() {
    return tls;
  }

  /**
   * Looks every second whether the files changed, until it is closed.
   *
   * @param reload is given what the server is to use from now on
   */
  public Rounds watch(Consumer<Tls> reload) {
    return new Rounds(site + "-certificate", LOOK_AGAIN, () -> look(reload));
  }

  void look(Consumer<Tls> reload) {
    try {
      TlsFiles.Content now = files.read();
      if (!now.equals(content)) {
        TlsFiles.Identity fresh = files.identity(now);
        reload.accept(fresh.tls());
        identity = fresh;
        content = now;
        log.atInfo()
            .addKeyValue("site", site)
            .addKeyValue("certificate", files.certificate())
            .addKeyValue("expires", fresh.expires())
            .log("A renewed certificate is in use");
      }
      trouble = null;
      told = false;
    } catch (IllegalArgumentException e) {
      failed(String.valueOf(e.getMessage()));
    }
  }

  /** Told once it is there twice: two files are not renewed in one moment. */
  private void failed(String words) {
    if (words.equals(trouble) && !told) {
      told = true;
      log.atError()
          .addKeyValue("site", site)
          .addKeyValue("cause", words)
          .addKeyValue("expires", identity.expires())
          .log("A renewed certificate cannot be used: the one before stays in use");
    }
    trouble = words;
  }
}
