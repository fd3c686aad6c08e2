package momento.eventbridge.samples.fanout;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where orders go.
 *
 * @param cache Momento's cache, which must exist
 * @param ttl how long an order stays there
 * @param topic who wants to see orders move subscribes to it
 */
@ConfigurationProperties("orders")
record FanOutProperties(
    @DefaultValue("my-cache") String cache,
    @DefaultValue("1h") Duration ttl,
    @DefaultValue("orders") String topic) {}
