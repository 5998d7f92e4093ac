package fr.mangatheque.continuity.producer.http;

import fr.mangatheque.continuity.producer.access.Caller;
import fr.mangatheque.continuity.producer.access.FailedAttempts;
import fr.mangatheque.continuity.producer.access.Senders;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;

/** Tells who may come in, and holds those back who try again and again. Thread-safe. */
public final class Gate {
  /** How many refusals wait at once; more are sent without waiting, and end their connection. */
  private static final int MOST_WAITING = 128;

  /** A household or a server of its own has as much of an IPv6 address. */
  private static final int NETWORK_BYTES = 8;

  private final Senders senders;
  private final SiteWords words;
  private final FailedAttempts failed;
  private final Semaphore places = new Semaphore(MOST_WAITING);

  /**
   * @param failed counts those it turns away
   */
  public Gate(Senders senders, FailedAttempts failed, SiteWords words) {
    this.senders = senders;
    this.words = words;
    this.failed = failed;
  }

  /** Who sends {@code request}, as far as its headers tell. */
  public Caller caller(ServerRequest request) {
    return senders.caller(name -> request.headers().all(HeaderNames.create(name), List::of));
  }

  /** Turns a stranger away, after a while if it was here before. */
  public Answer refuse(ServerRequest request, Caller.Reason reason) {
    Duration delay = failed.failed(address(request), reason);
    Answer refusal = words.stranger(reason);
    if (delay.isZero()) {
      return refusal;
    }
    if (!places.tryAcquire()) {
      return refusal.last();
    }
    try {
      Thread.sleep(delay);
      return refusal;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CloseConnectionException("this process is stopping", e);
    } finally {
      places.release();
    }
  }

  private static String address(ServerRequest request) {
    if (!(request.remotePeer().address() instanceof InetSocketAddress socket)
        || !(socket.getAddress() instanceof InetAddress address)) {
      return "unknown";
    }
    if (address instanceof Inet6Address) {
      byte[] bytes = address.getAddress();
      Arrays.fill(bytes, NETWORK_BYTES, bytes.length, (byte) 0);
      try {
        return InetAddress.getByAddress(bytes).getHostAddress();
      } catch (UnknownHostException e) {
        throw new IllegalStateException("an address is as long as it was", e);
      }
    }
    return address.getHostAddress();
  }
}
