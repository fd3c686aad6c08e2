package momento.eventbridge.local.internal.bus;

import java.time.Clock;
import java.util.List;
import momento.eventbridge.local.internal.template.Rule;

/**
 * What the EventBridge of a local stack is like.
 *
 * @param port 0 for any free port
 * @param maxRequestBytes the bytes that all entries of a request together must stay under
 */
public record EventBridgeSettings(
    int port, Account account, List<Rule> rules, long maxRequestBytes, Clock clock) {}
