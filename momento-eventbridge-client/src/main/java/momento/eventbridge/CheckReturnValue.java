package momento.eventbridge;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Static analysis (Error Prone, SpotBugs, IDEs) warns where such a result is dropped. It stands on
 * what alone tells that an event was not accepted, and on {@code build} and {@code create}; not on
 * {@code publish} of the synchronous publisher and {@code orThrow}, which throw, nor on what also
 * tells a consumer or a future.
 */
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
@interface CheckReturnValue {}
