/** Tests of an application on the local stack, by one annotation. */
@NullMarked
package momento.eventbridge.spring.test;

import org.jspecify.annotations.NullMarked;
