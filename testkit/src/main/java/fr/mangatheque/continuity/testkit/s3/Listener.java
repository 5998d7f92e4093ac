package fr.mangatheque.continuity.testkit.s3;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Accepts connections on a port until closed, each on a virtual thread of its own. */
final class Listener {
  private static final Logger log = LoggerFactory.getLogger(Listener.class);
  private static final int BACKLOG = 1024;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ServerSocket server;
  private final S3State state;
  private final Thread acceptor;
  private final Stopping stopping = new Stopping();
  private final Map<Socket, Thread> open = new ConcurrentHashMap<>();

  private Listener(ServerSocket server, S3State state) {
    this.server = server;
    this.state = state;
    this.acceptor =
        Thread.ofVirtual().name("s3-accept-" + server.getLocalPort()).unstarted(this::accept);
  }

  /** Listens on this port of the loopback address, or on any that is free when 0. */
  static Listener open(int port, S3State state) throws IOException {
    var server = new ServerSocket();
    server.setReuseAddress(true);
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
    var listener = new Listener(server, state);
    listener.acceptor.start();
    return listener;
  }

  int port() {
    return server.getLocalPort();
  }

  /** Ends every connection, whatever it is at, and waits until the port is given back. */
  void close() throws IOException {
    stopping.begin();
    server.close();
    List<Thread> ending = new ArrayList<>(List.of(acceptor));
    for (Map.Entry<Socket, Thread> connection : open.entrySet()) {
      connection.getKey().close();
      connection.getValue().interrupt();
      ending.add(connection.getValue());
    }
    for (Thread thread : ending) {
      await(thread);
    }
  }

  /** Unless it is the caller itself: a fault's action may stop the server. */
  private static void await(Thread thread) throws IOException {
    try {
      if (!thread.equals(Thread.currentThread()) && !thread.join(PATIENCE)) {
        throw new IOException("thread " + thread.getName() + " does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the server stops");
    }
  }

  private void accept() {
    try {
      while (!stopping.begun()) {
        serve(server.accept());
      }
    } catch (IOException e) {
      if (!stopping.begun()) {
        log.atError().setCause(e).log("this server takes no more connections");
      }
    }
  }

  private void serve(Socket socket) throws IOException {
    try {
      socket.setTcpNoDelay(true);
      var connection = new HttpConnection(socket, state, stopping);
      state.counters().connected();
      Thread thread =
          Thread.ofVirtual()
              .name("s3-connection-" + socket.getPort())
              .unstarted(
                  () -> {
                    try {
                      connection.run();
                    } finally {
                      open.remove(socket);
                    }
                  });
      open.put(socket, thread);
      thread.start();
      if (stopping.begun()) {
        socket.close();
      }
    } catch (SocketException e) {
      log.atDebug().setCause(e).log("a client left as it came");
      socket.close();
    }
  }
}
