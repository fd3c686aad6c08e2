package momento.eventbridge.spring.local;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The options of a local stack, {@code momento.eventbridge.local.*}. It is deployed on the bus of
 * {@code momento.eventbridge.event-bus-name}.
 *
 * @param enabled Whether events go to a local stack in this process in place of AWS. Needs
 *     software.momento.java:momento-eventbridge-local.
 * @param caches Caches that the local Momento has from the start.
 * @param eventBridgePort Port of the local EventBridge on loopback; 0 takes a free one.
 * @param momentoPort Port of the local Momento on loopback; 0 takes a free one.
 */
@ConfigurationProperties("momento.eventbridge.local")
record LocalMomentoProperties(
    @DefaultValue("false") boolean enabled,
    @DefaultValue List<String> caches,
    @DefaultValue("0") int eventBridgePort,
    @DefaultValue("0") int momentoPort) {}
