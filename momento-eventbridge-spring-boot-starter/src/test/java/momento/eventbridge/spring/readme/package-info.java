/** The code of docs/spring-boot.md, compiled and run. */
@NullMarked
package momento.eventbridge.spring.readme;

import org.jspecify.annotations.NullMarked;
