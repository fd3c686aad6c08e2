package momento.eventbridge.local.internal.http;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP server that only this machine can reach. */
public final class LoopbackServer implements AutoCloseable {
  static {
    // The JDK's server sends an answer's head and body as two packets. Without TCP_NODELAY the
    // second one waits some 40 ms for the client's acknowledgement of the first. The switch is read
    // once in the life of the process, when its first server is made.
    setUnlessSet("sun.net.httpserver.nodelay", "true");
    // It closes kept connections above this number, and the client then finds a dead connection.
    setUnlessSet("sun.net.httpserver.maxIdleConnections", "1000");
  }

  /** Connections that may wait to be accepted; above it the system resets those that come. */
  private static final int BACKLOG = 1_024;

  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  private final String name;
  private final HttpServer server;
  private final ExecutorService threads;

  private LoopbackServer(String name, HttpServer server, ExecutorService threads) {
    this.name = name;
    this.server = server;
    this.threads = threads;
  }

  /**
   * Binds and starts a server on the loopback address; there is no way to bind it elsewhere,
   * because it takes any credentials.
   *
   * @param name what the server is, for its threads and messages: {@code EventBridge}
   * @param port 0 for any free port
   * @param handler answers every request, whatever its path
   */
  public static LoopbackServer start(String name, int port, HttpHandler handler) {
    requirePort(name, port);
    HttpServer server;
    try {
      InetAddress loopback = InetAddress.getByAddress(LOOPBACK);
      server = HttpServer.create(new InetSocketAddress(loopback, port), BACKLOG);
    } catch (IOException e) {
      throw new UncheckedIOException(
          name + " cannot listen on port " + port + " of 127.0.0.1; choose another, or 0 for any",
          e);
    }
    DaemonThreads factory = new DaemonThreads(name.toLowerCase(Locale.ROOT));
    ExecutorService threads = Executors.newCachedThreadPool(factory);
    server.setExecutor(threads);
    server.createContext("/", handler);
    // The server's own thread is a daemon only if the thread that starts it is one.
    Thread starter = factory.newThread(server::start);
    starter.start();
    joinUninterruptibly(starter);
    return new LoopbackServer(name, server, threads);
  }

  /**
   * The port, if there can be one.
   *
   * @param name what the server is, as {@link #start} takes it
   */
  public static int requirePort(String name, int port) {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException(
          name + "'s port is " + port + "; it must be 1 to 65535, or 0 for any free one");
    }
    return port;
  }

  /** Where clients send to, for example {@code http://127.0.0.1:4599}. */
  public URI endpoint() {
    // What the socket says and not what it was asked for, so that a wrong binding shows.
    InetSocketAddress bound = server.getAddress();
    return URI.create("http://" + bound.getAddress().getHostAddress() + ":" + bound.getPort());
  }

  /** Frees the port and ends the threads; requests under way lose their connection. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  @Override
  public String toString() {
    return name + " at " + endpoint();
  }

  private static void joinUninterruptibly(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static void setUnlessSet(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }
}
