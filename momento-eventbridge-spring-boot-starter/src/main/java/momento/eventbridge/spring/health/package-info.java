/** Whether the event bus is there, as a health contributor of the actuator. */
@NullMarked
package momento.eventbridge.spring.health;

import org.jspecify.annotations.NullMarked;
