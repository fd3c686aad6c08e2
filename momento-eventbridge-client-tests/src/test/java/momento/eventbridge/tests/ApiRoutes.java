package momento.eventbridge.tests;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.UUID;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.ConnectionAuthorizationType;
import software.amazon.awssdk.services.eventbridge.model.HttpParameters;
import software.amazon.awssdk.services.eventbridge.model.Target;

/**
 * The connection, destinations and rules of the shipped template on a bus of their own, made by
 * EventBridge's API with the template's values: MiniStack cannot deploy the file.
 */
final class ApiRoutes {
  // Nobody looks at it on MiniStack; on AWS a target of this kind needs one.
  private static final String ROLE = "arn:aws:iam::000000000000:role/invoke-momento";

  private ApiRoutes() {}

  /**
   * Makes everything.
   *
   * @param momento Momento's base URL as the counterpart reaches it
   * @return the new bus
   */
  static String create(EventBridgeClient eventBridge, URI momento, String token) {
    ShippedTemplate template = ShippedTemplate.read();
    String suffix = UUID.randomUUID().toString();
    String bus = "bus-" + suffix;
    eventBridge.createEventBus(request -> request.name(bus));
    String connection =
        eventBridge
            .createConnection(
                request ->
                    request
                        .name("momento-" + suffix)
                        .authorizationType(ConnectionAuthorizationType.API_KEY)
                        .authParameters(
                            auth ->
                                auth.apiKeyAuthParameters(
                                    key ->
                                        key.apiKeyName(template.tokenHeader()).apiKeyValue(token))))
            .connectionArn();
    for (ShippedTemplate.Route route : template.routes()) {
      String destination =
          eventBridge
              .createApiDestination(
                  request ->
                      request
                          .name(route.destination() + "-" + suffix)
                          .connectionArn(connection)
                          .invocationEndpoint(momento + route.path())
                          .httpMethod(route.method()))
              .apiDestinationArn();
      String rule = route.logicalId() + "-" + suffix;
      ObjectNode pattern = JsonNodeFactory.instance.objectNode();
      route.detailTypes().forEach(pattern.putArray("detail-type")::add);
      eventBridge.putRule(
          request -> request.name(rule).eventBusName(bus).eventPattern(pattern.toString()));
      Target target = target(route, destination);
      eventBridge.putTargets(request -> request.rule(rule).eventBusName(bus).targets(target));
    }
    return bus;
  }

  private static Target target(ShippedTemplate.Route route, String destination) {
    return Target.builder()
        .id("momento")
        .arn(destination)
        .roleArn(ROLE)
        .inputPath(route.inputPath())
        .input(route.input())
        .httpParameters(
            HttpParameters.builder()
                .pathParameterValues(route.pathParameterValues())
                .queryStringParameters(route.queryStringParameters())
                .headerParameters(route.headerParameters())
                .build())
        .build();
  }
}
