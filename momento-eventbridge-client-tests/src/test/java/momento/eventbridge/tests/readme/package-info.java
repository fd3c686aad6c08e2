/** The code of the README and of the pages in docs, compiled and run. */
@NullMarked
package momento.eventbridge.tests.readme;

import org.jspecify.annotations.NullMarked;
