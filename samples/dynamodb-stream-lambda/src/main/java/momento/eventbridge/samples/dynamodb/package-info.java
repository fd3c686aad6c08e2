/** Keeps a Momento cache in step with a DynamoDB table, from the table's stream. */
@NullMarked
package momento.eventbridge.samples.dynamodb;

import org.jspecify.annotations.NullMarked;
