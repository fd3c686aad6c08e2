/**
 * The way back of dead letters: reads the dead-letter queue of Momento's EventBridge rules, shows
 * why each event failed, and publishes again what can be.
 */
@NullMarked
package momento.eventbridge.deadletters;

import org.jspecify.annotations.NullMarked;
