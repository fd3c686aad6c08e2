/** Shared by the starter's packages. No part of the public API. */
@NullMarked
package momento.eventbridge.spring.internal;

import org.jspecify.annotations.NullMarked;
