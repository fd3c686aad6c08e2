package momento.eventbridge.spring;

import momento.eventbridge.PublisherBuilder;

/**
 * A bean that sets options which are no properties, last and so above all others. It is called for
 * each publisher; tell them apart where they differ:
 *
 * <pre>{@code
 * @Bean
 * MomentoPublisherCustomizer ownThreadsForCallbacks(Executor callbacks) {
 *   return builder -> {
 *     if (builder instanceof MomentoEventAsyncPublisher.Builder async) {
 *       async.completionExecutor(callbacks);
 *     }
 *   };
 * }
 * }</pre>
 *
 * <p>Several are called in their {@code @Order}. To hear what publishers do, declare {@link
 * momento.eventbridge.PublisherListener} beans: a listener that is set here replaces them, and the
 * metrics with them.
 */
@FunctionalInterface
public interface MomentoPublisherCustomizer {
  /**
   * Sets options.
   *
   * @param builder the builder of one publisher, with the properties, the client and the listeners
   *     set
   */
  void customize(PublisherBuilder<?> builder);
}
