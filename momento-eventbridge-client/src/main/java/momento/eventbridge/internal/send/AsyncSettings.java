package momento.eventbridge.internal.send;

import java.time.Duration;
import java.util.concurrent.Executor;
import momento.eventbridge.internal.core.Accumulator;
import momento.eventbridge.internal.core.RequestWindow;
import org.jspecify.annotations.Nullable;

/**
 * What an asynchronous publisher's builder was told beside {@link PublisherSettings}.
 *
 * @param limits of the buffer
 * @param window of requests
 * @param maxBlock how long publish waits for room; zero to fail at once
 * @param closeTimeout how long close waits for outcomes
 * @param completionExecutor runs the caller's code; null for {@link CallbackThreads}
 */
public record AsyncSettings(
    Accumulator.Limits limits,
    RequestWindow window,
    Duration maxBlock,
    Duration closeTimeout,
    @Nullable Executor completionExecutor) {}
