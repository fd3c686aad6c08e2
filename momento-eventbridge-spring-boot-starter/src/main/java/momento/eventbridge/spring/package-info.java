/**
 * Momento's EventBridge publishers as Spring Boot beans: {@link
 * momento.eventbridge.spring.MomentoEventBridgeAutoConfiguration} makes them, {@link
 * momento.eventbridge.spring.MomentoEventBridgeProperties} says with which options.
 */
@NullMarked
package momento.eventbridge.spring;

import org.jspecify.annotations.NullMarked;
