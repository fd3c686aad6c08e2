package momento.eventbridge.local.internal.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One rule with all that belongs to it, and one thing changed in each test. */
class StackResourcesTest {
  private static final String TEMPLATE =
      """
      Resources:
        Connection:
          Type: AWS::Events::Connection
          Properties:
            Name: momento
            AuthorizationType: API_KEY
            AuthParameters:
              ApiKeyAuthParameters: {ApiKeyName: Authorization, ApiKeyValue: secret}
        Destination:
          Type: AWS::Events::ApiDestination
          Properties:
            ConnectionArn: !GetAtt Connection.Arn
            InvocationEndpoint: https://momento.example/cache/*
            HttpMethod: PUT
        Role:
          Type: AWS::IAM::Role
          Properties:
            AssumeRolePolicyDocument:
              Version: '2012-10-17'
              Statement:
                - {Effect: Allow, Principal: {Service: events.amazonaws.com}, Action: 'sts:AssumeRole'}
            Policies:
              - PolicyName: invoke
                PolicyDocument:
                  Version: '2012-10-17'
                  Statement:
                    - {Effect: Allow, Action: 'events:InvokeApiDestination', Resource: !GetAtt Destination.Arn}
        Rule:
          Type: AWS::Events::Rule
          Properties:
            Name: rule
            EventPattern: {source: [demo], detail: {a: [{exists: true}, 5, {numeric: ['>', 1.5]}]}}
            Targets:
              - Id: momento
                Arn: !GetAtt Destination.Arn
                RoleArn: !GetAtt Role.Arn
                DeadLetterConfig: {Arn: !GetAtt Queue.Arn}
        Queue: {Type: 'AWS::SQS::Queue'}
        QueuePolicy:
          Type: AWS::SQS::QueuePolicy
          Properties:
            Queues: [!Ref Queue]
            PolicyDocument:
              Version: '2012-10-17'
              Statement:
                - Effect: Allow
                  Principal: {Service: events.amazonaws.com}
                  Action: sqs:SendMessage
                  Resource: !GetAtt Queue.Arn
                  Condition: {ArnEquals: {'aws:SourceArn': !GetAtt Rule.Arn}}
      """;

  @Test
  void whatTheTemplateLeavesOutIsAsAwsHasIt() {
    DeployedStack stack = deploy(TEMPLATE);

    Rule rule = stack.rules().get(0);
    assertThat(rule.eventBusName()).isEqualTo("default");
    assertThat(rule.enabled()).isTrue();
    assertThat(rule.eventPattern())
        .isEqualTo(
            "{\"source\":[\"demo\"],\"detail\":{\"a\":[{\"exists\":true},5,{\"numeric\":[\">\",1.5]}]}}");
    Target target = rule.targets().get(0);
    assertThat(target.retryPolicy()).isEqualTo(RetryPolicy.DEFAULT);
    assertThat(target.destination().invocationRateLimitPerSecond()).isEqualTo(300);
    assertThat(target.destination().name()).startsWith("stack-Destination-");
    assertThat(target.inputPath()).isEmpty();
    assertThat(target.input()).isEmpty();
    assertThat(target.pathParameterValues()).isEmpty();
    assertThat(target.roleAllowsInvocation()).isTrue();
    assertThat(stack.queues().get(0).retention()).isEqualTo(Duration.ofDays(4));
    assertThat(stack.queues().get(0).sourceArnsAllowedToSend()).containsExactly(rule.arn());
  }

  @Test
  void aRuleMayBeDisabledAndATargetMayHaveNoDeadLetterQueue() {
    Rule rule =
        deploy(
                change("Name: rule", "State: DISABLED")
                    .replace("          DeadLetterConfig: {Arn: !GetAtt Queue.Arn}\n", ""))
            .rules()
            .get(0);

    assertThat(rule.enabled()).isFalse();
    assertThat(rule.targets().get(0).deadLetterQueueArn()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Resource: !GetAtt Destination.Arn | Resource: '*' | true",
        "Resource: !GetAtt Destination.Arn | Resource: 'arn:*:api-destination/stack-*' | true",
        "Resource: !GetAtt Destination.Arn | Resource: [a, !GetAtt Destination.Arn] | true",
        "Resource: !GetAtt Destination.Arn | Resource: !GetAtt Connection.Arn | false",
        "'events:InvokeApiDestination' | 'events:*' | true",
        "'events:InvokeApiDestination' | 'events:PutEvents' | false",
        "Action: 'sts:AssumeRole' | Action: 'sts:TagSession' | false",
        "Service: events.amazonaws.com}, Action: 'sts | Service: lambda.amazonaws.com}, Action:"
            + " 'sts | false"
      })
  void theRoleHasToAllowTheInvocation(String from, String to, boolean allowed) {
    assertThat(deploy(change(from, to)).rules().get(0).targets().get(0).roleAllowsInvocation())
        .isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Action: sqs:SendMessage | Action: sqs:ReceiveMessage | false",
        "Action: sqs:SendMessage | Action: ['sqs:*'] | true",
        "[!Ref Queue] | [] | false",
        "Resource: !GetAtt Queue.Arn | Resource: other | false",
        "!GetAtt Rule.Arn | 'arn:aws:events:us-east-1:123456789012:rule/*' | true",
        "!GetAtt Rule.Arn | 'arn:aws:events:us-east-1:123456789012:rule/r' | false",
        "Condition: {ArnEquals: {'aws:SourceArn': !GetAtt Rule.Arn}} | Sid: all | true"
      })
  void theQueueTakesWhatItsPolicyAllows(String from, String to, boolean allowed) {
    DeployedStack stack = deploy(change(from, to));

    assertThat(stack.queues().get(0).sourceArnsAllowedToSend().contains(stack.rules().get(0).arn()))
        .isEqualTo(allowed);
  }

  @Test
  void withoutAPolicyTheQueueTakesNothing() {
    String template = TEMPLATE.substring(0, TEMPLATE.indexOf("  QueuePolicy:"));

    assertThat(deploy(template).queues().get(0).sourceArnsAllowedToSend()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "AWS::Events::Connection | AWS::Events::EventBus | Connection.Type: the resource type",
        "{Type: 'AWS::SQS::Queue'} | {} | Queue.Type: is missing",
        "{Type: 'AWS::SQS::Queue'} | {Type: 'AWS::SQS::Queue', DependsOn: Rule} | Queue.DependsOn:"
            + " is not",
        "{Type: 'AWS::SQS::Queue'} | {Type: 'AWS::SQS::Queue', Properties: {KmsMasterKeyId: a}} |"
            + " Queue.Properties.KmsMasterKeyId: is not known",
        "{Type: 'AWS::SQS::Queue'} | {Type: 'AWS::SQS::Queue', Properties: {MessageRetentionPeriod:"
            + " 59}} | Queue.Properties.MessageRetentionPeriod: must be a whole number from 60 to"
            + " 1209600",
        "{Type: 'AWS::SQS::Queue'} | {Type: 'AWS::SQS::Queue', Properties: {QueueName: 'a b'}} |"
            + " Queue.Properties.QueueName: may have letters",
        "Name: momento | Owner: momento | Connection.Properties.Owner: is not known",
        "Type: API_KEY | Type: BASIC | Connection.Properties.AuthorizationType: must be one of",
        "ApiKeyName: Authorization, | '' | ApiKeyAuthParameters.ApiKeyName: is missing",
        "ApiKeyAuthParameters: | BasicAuthParameters: | AuthParameters.BasicAuthParameters: is not",
        "!GetAtt Connection.Arn | elsewhere | Destination.Properties.ConnectionArn: is not the ARN",
        "https://momento.example/cache/* | momento | InvocationEndpoint: must be a URL",
        "https://momento.example/cache/* | https:// | InvocationEndpoint: must be a URL",
        "HttpMethod: PUT | HttpMethod: SET | HttpMethod: must be one of [GET,",
        "HttpMethod: PUT | Description: a | Destination.Properties.HttpMethod: is missing",
        "EventPattern: | ScheduleExpression: | Rule.Properties.ScheduleExpression: is not known",
        "Id: momento | Id: [] | Rule.Properties.Targets[0].Id: must be one text",
        "RoleArn: !GetAtt Role.Arn | InputPath: $.a | Rule.Properties.Targets[0].RoleArn: is"
            + " missing",
        "!GetAtt Role.Arn | arn:aws:iam::123456789012:role/a | RoleArn: is not the ARN of a role",
        "DeadLetterConfig: {Arn: !GetAtt Queue.Arn} | DeadLetterConfig: {Arn: a} |"
            + " Targets[0].DeadLetterConfig.Arn: is not the ARN of a queue",
        "DeadLetterConfig: {Arn: !GetAtt Queue.Arn} | InputTransformer: {InputTemplate: a} |"
            + " Targets[0].InputTransformer: is not known",
        "DeadLetterConfig: {Arn: !GetAtt Queue.Arn} | RetryPolicy: {MaximumRetryAttempts: 186} |"
            + " RetryPolicy.MaximumRetryAttempts: must be a whole number from 0 to 185",
        "DeadLetterConfig: {Arn: !GetAtt Queue.Arn} | HttpParameters: {Cookies: {}} |"
            + " HttpParameters.Cookies: is not known",
        "DeadLetterConfig: {Arn: !GetAtt Queue.Arn} | HttpParameters: {PathParameterValues: a} |"
            + " HttpParameters.PathParameterValues: must be a list",
        "Condition: {ArnEquals | Condition: {StringEquals | Condition.StringEquals: is not known",
        "'aws:SourceArn' | 'aws:SourceAccount' | ArnEquals.aws:SourceAccount: is not known",
        "PolicyName: invoke | Name: invoke | Role.Properties.Policies[0].Name: is not known",
        "- {Effect: Allow, Principal | - {Effect: Deny, Principal | Statement[0].Effect: must be",
        "Principal: {Service: events.amazonaws.com}, | Sid: a, | Statement[0].Principal: is"
            + " missing",
        "Queues: [!Ref Queue] | Queues: !Ref Queue | QueuePolicy.Properties.Queues: must be a list"
      })
  void whatIsNotKnownIsRefusedWithItsPlace(String from, String to, String message) {
    assertThatThrownBy(() -> deploy(change(from, to.equals("''") ? "" : to)))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("secret");
  }

  @Test
  void onlyOneOfInputAndInputPathMayBeGiven() {
    assertThatThrownBy(
            () ->
                deploy(
                    change(
                        "Id: momento", "Id: momento\n          Input: a\n          InputPath: b")))
        .isInstanceOf(TemplateException.class)
        .hasMessage(
            "Resources.Rule.Properties.Targets[0]: only one of Input and InputPath may be given"
                + " for a target");
  }

  @Test
  void targetsMustBeAList() {
    String template = TEMPLATE.replace("        - Id: momento", "          Id: momento");

    assertThatThrownBy(() -> deploy(template))
        .isInstanceOf(TemplateException.class)
        .hasMessage("Resources.Rule.Properties.Targets: must be a list");
  }

  @Test
  void anAlarmIsReadThoughNothingWatchesHere() {
    String alarm =
        """
          Alarm:
            Type: AWS::CloudWatch::Alarm
            Properties: {%s: !GetAtt Queue.QueueName}
        """;

    assertThat(deploy(TEMPLATE + alarm.formatted("MetricName")).rules()).hasSize(1);
    assertThatThrownBy(() -> deploy(TEMPLATE + alarm.formatted("Metric")))
        .isInstanceOf(TemplateException.class)
        .hasMessageStartingWith("Resources.Alarm.Properties.Metric: is not known");
  }

  private static String change(String from, String to) {
    assertThat(TEMPLATE).contains(from);
    return TEMPLATE.replace(from, to);
  }

  private static DeployedStack deploy(String yaml) {
    return StackTemplate.read(yaml).deploy("us-east-1", "123456789012", "stack", Map.of());
  }
}
