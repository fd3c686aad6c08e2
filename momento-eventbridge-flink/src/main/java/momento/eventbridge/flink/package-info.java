/**
 * A sink that publishes Momento events from Apache Flink through Amazon EventBridge: {@link
 * momento.eventbridge.flink.MomentoEventSink}.
 *
 * <p>Buffering, back-pressure, adaptive requests in flight and checkpoints are Flink's own ({@code
 * AsyncSinkBase}); the rules of events, their encoding and what an answer means are the client's
 * ({@link momento.eventbridge.EventEntries}).
 */
@NullMarked
package momento.eventbridge.flink;

import org.jspecify.annotations.NullMarked;
