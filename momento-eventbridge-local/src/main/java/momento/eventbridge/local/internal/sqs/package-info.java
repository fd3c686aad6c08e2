/** SQS's endpoint, as far as a dead-letter queue is read by it. */
@NullMarked
package momento.eventbridge.local.internal.sqs;

import org.jspecify.annotations.NullMarked;
