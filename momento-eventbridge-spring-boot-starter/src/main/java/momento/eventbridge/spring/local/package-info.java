/** EventBridge and Momento inside the application, for its tests and for runs without AWS. */
@NullMarked
package momento.eventbridge.spring.local;

import org.jspecify.annotations.NullMarked;
