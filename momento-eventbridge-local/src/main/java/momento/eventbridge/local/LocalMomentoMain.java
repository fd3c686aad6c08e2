package momento.eventbridge.local;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * Runs a {@link LocalMomentoStack} as a process of its own, for programs in any language. It prints
 * both endpoints, then {@code ready}, then a line for each event and hop, and ends cleanly on
 * SIGTERM.
 *
 * <p>Arguments, each as {@code --name=value}; one that is empty counts as left out:
 *
 * <ul>
 *   <li>{@code eventBridgePort}: EventBridge's port, 0 for any free one; 4599
 *   <li>{@code momentoPort}: Momento's port, 0 for any free one; 4600
 *   <li>{@code region}: {@code us-east-1}
 *   <li>{@code token}: {@code local-token}
 *   <li>{@code caches}: separated by commas; {@code my-cache,other-cache}
 *   <li>{@code body}: {@code plain} or {@code json}; {@code plain}
 *   <li>{@code momentoEndpoint}: the base URL of another Momento to send to; none
 * </ul>
 */
public final class LocalMomentoMain {
  private LocalMomentoMain() {}

  /**
   * Runs until the process is told to end.
   *
   * @param args see above
   * @throws InterruptedException if the main thread is interrupted
   */
  public static void main(String[] args) throws InterruptedException {
    LocalMomentoStack stack;
    try {
      stack = start(args, System.out);
    } catch (IllegalArgumentException | UncheckedIOException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "momento-local-shutdown"));
    new CountDownLatch(1).await();
  }

  static LocalMomentoStack start(String[] args, PrintStream out) {
    Map<String, String> options = options(args);
    LocalMomentoStack.Builder builder =
        LocalMomentoStack.builder()
            .eventBridgePort(port("eventBridgePort", options))
            .momentoPort(port("momentoPort", options))
            .region(value("region", options))
            .token(value("token", options))
            .caches(value("caches", options).strip().split("\\s*,\\s*"))
            .messageBody(body(value("body", options)))
            .hopListener(out::println);
    if (!value("momentoEndpoint", options).isEmpty()) {
      builder.momentoEndpoint(URI.create(value("momentoEndpoint", options)));
    }
    LocalMomentoStack stack = builder.start();
    out.println("EventBridge " + stack.eventBridgeEndpoint());
    out.println("Momento     " + stack.momentoEndpoint());
    out.println("ready");
    return stack;
  }

  private static Map<String, String> options(String[] args) {
    Map<String, String> options = new LinkedHashMap<>();
    options.put("eventBridgePort", "4599");
    options.put("momentoPort", "4600");
    options.put("region", "us-east-1");
    options.put("token", "local-token");
    options.put("caches", "my-cache,other-cache");
    options.put("body", "plain");
    options.put("momentoEndpoint", "");
    for (int i = 0; i < args.length; i++) {
      String arg = args[i];
      int equals = arg.indexOf('=');
      if (!arg.startsWith("--") || equals < 0) {
        // What it is stays out: it may be a token whose name was forgotten.
        throw new IllegalArgumentException(
            "argument %d is not of the form --name=value: give it so, with a name of %s"
                .formatted(i + 1, options.keySet()));
      }
      String name = arg.substring(2, equals);
      if (!options.containsKey(name)) {
        throw new IllegalArgumentException(
            "argument %d has the name '%s', which is unknown: give --name=value with a name of %s"
                .formatted(i + 1, name, options.keySet()));
      }
      String value = arg.substring(equals + 1);
      if (!value.isEmpty()) {
        options.put(name, value);
      }
    }
    return options;
  }

  private static String value(String name, Map<String, String> options) {
    return options.getOrDefault(name, "");
  }

  private static int port(String name, Map<String, String> options) {
    String text = value(name, options);
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          name + " is " + text + ": give a number from 1 to 65535, or 0 for any free port", e);
    }
  }

  private static MessageBody body(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "plain" -> MessageBody.PLAIN;
      case "json" -> MessageBody.JSON;
      default -> throw new IllegalArgumentException("body is " + text + ": give plain or json");
    };
  }
}
