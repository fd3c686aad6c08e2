package momento.eventbridge.local.internal.template;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Where and under which name a stack is deployed. */
record StackEnvironment(String region, String accountId, String stackName) {
  private static final Pattern REGION = Pattern.compile("[a-z]+(-[a-z]+)+-[0-9]+");
  private static final Pattern ACCOUNT_ID = Pattern.compile("[0-9]{12}");
  private static final Pattern STACK_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,127}");

  StackEnvironment {
    require(REGION, region, "Region", "is no AWS region; give one such as us-east-1");
    require(ACCOUNT_ID, accountId, "Account id", "must have 12 digits");
    require(
        STACK_NAME,
        stackName,
        "Stack name",
        "must be 1 to 128 letters, digits and hyphens and begin with a letter");
  }

  private static void require(Pattern pattern, String value, String place, String problem) {
    if (!pattern.matcher(value).matches()) {
      throw new TemplateException(place, "'" + value + "' " + problem);
    }
  }

  /** AWS::NoValue is not among them, because it is the absence of a value. */
  Optional<String> pseudoParameter(String name) {
    return switch (name) {
      case "AWS::Region" -> Optional.of(region);
      case "AWS::AccountId" -> Optional.of(accountId);
      case "AWS::Partition" -> Optional.of(partition());
      case "AWS::URLSuffix" -> Optional.of(urlSuffix());
      case "AWS::StackName" -> Optional.of(stackName);
      case "AWS::StackId" ->
          Optional.of(arn("cloudformation", "stack/" + stackName + "/" + uuid("stack")));
      default -> Optional.empty();
    };
  }

  String arn(String service, String resource) {
    return "arn:" + partition() + ":" + service + ":" + region + ":" + accountId + ":" + resource;
  }

  /** An ARN of IAM, which knows no regions. */
  String roleArn(String roleName) {
    return "arn:" + partition() + ":iam::" + accountId + ":role/" + roleName;
  }

  String urlSuffix() {
    return partition().equals("aws-cn") ? "amazonaws.com.cn" : "amazonaws.com";
  }

  private String partition() {
    if (region.startsWith("cn-")) {
      return "aws-cn";
    }
    return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
  }

  /**
   * The random part of a name or ARN. It is the same for each deployment of the same stack, so that
   * two runs of a test see the same names.
   */
  UUID uuid(String of) {
    String seed = region + "/" + accountId + "/" + stackName + "/" + of;
    return UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8));
  }
}
