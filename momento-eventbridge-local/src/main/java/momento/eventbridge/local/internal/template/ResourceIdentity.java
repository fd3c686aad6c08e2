package momento.eventbridge.local.internal.template;

import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What the rest of the template can learn of a resource before it exists.
 *
 * @param logicalId its key in the template
 * @param type for example {@code AWS::SQS::Queue}
 * @param name the name that the service knows it by
 * @param reference what {@code Ref} gives, where this class is sure of it
 * @param attributes what {@code Fn::GetAtt} gives
 */
record ResourceIdentity(
    String logicalId,
    String type,
    String name,
    Optional<String> reference,
    Map<String, String> attributes) {

  String reference(String path) {
    return reference.orElseThrow(
        () ->
            new TemplateException(
                path, "Ref of a " + type + " is not known to the local stack: use Fn::GetAtt"));
  }

  String attribute(String attribute, String path) {
    String value = attributes.get(attribute);
    if (value == null) {
      throw new TemplateException(
          path,
          "the attribute %s of a %s is not known to the local stack; it knows %s"
              .formatted(attribute, type, new TreeSet<>(attributes.keySet())));
    }
    return value;
  }

  String arn() {
    return attribute("Arn", logicalId);
  }
}
