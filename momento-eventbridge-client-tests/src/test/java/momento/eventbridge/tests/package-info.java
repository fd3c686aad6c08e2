/** The client and the shipped stack against LocalStack, MiniStack and the local stack. */
@NullMarked
package momento.eventbridge.tests;

import org.jspecify.annotations.NullMarked;
