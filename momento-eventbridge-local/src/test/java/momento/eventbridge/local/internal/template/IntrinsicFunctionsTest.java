package momento.eventbridge.local.internal.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntrinsicFunctionsTest {
  private static final String TEMPLATE =
      """
      Parameters:
        Name: {Type: String, Default: abc}
        Secret: {Type: String, NoEcho: true, Default: hidden}
        Names: {Type: CommaDelimitedList, Default: 'a, b'}
      Mappings:
        Table:
          us-east-1: {Column: cell}
      Conditions:
        Always: !Equals [a, a]
        Never: !Not [!Equals [a, a]]
      Resources:
        Queue:
          Type: AWS::SQS::Queue
          Properties: {QueueName: letters}
        Policy:
          Type: AWS::SQS::QueuePolicy
          Properties:
            Queues: []
            PolicyDocument: {Version: '2012-10-17'}
        Absent:
          Type: AWS::SQS::Queue
          Condition: Never
        Named:
          Type: AWS::SQS::Queue
          Properties: {QueueName: !If [Always, !Ref AWS::NoValue, other]}
      Outputs:
        Result:
          Value: %s
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "!Ref Name | abc",
        "{Ref: Name} | abc",
        "!Ref AWS::Region | us-east-1",
        "!Ref AWS::AccountId | 123456789012",
        "!Ref AWS::Partition | aws",
        "!Ref AWS::URLSuffix | amazonaws.com",
        "!Ref AWS::StackName | my-stack",
        "!Ref Queue | https://sqs.us-east-1.amazonaws.com/123456789012/letters",
        "!GetAtt Queue.Arn | arn:aws:sqs:us-east-1:123456789012:letters",
        "!GetAtt [Queue, QueueName] | letters",
        "{Fn::GetAtt: [Queue, QueueUrl]} |"
            + " https://sqs.us-east-1.amazonaws.com/123456789012/letters",
        "!Sub '${Name}-${Queue.QueueName}-${!Name}-${AWS::Region}' | abc-letters-${Name}-us-east-1",
        "{Fn::Sub: 'plain'} | plain",
        "!Join ['-', [x, !Ref Name, 5]] | x-abc-5",
        "!Join ['', !Ref Names] | ab",
        "!Join ['+', [a, !Ref AWS::NoValue, b]] | a+b",
        "{Fn::Join: ['', []]} | ''",
        "!FindInMap [Table, !Ref AWS::Region, Column] | cell",
        "!If [Always, 1, 2] | 1",
        "!If [Never, 1, {Fn::If: [Always, 3, 4]}] | 3",
        "!Equals [!Ref Name, abc] | true",
        "!Not [!Equals [a, b]] | true",
        "!Contains [!Ref Names, b] | true",
        "!Contains [[a], b] | false",
        "0123 | 0123",
        "1:30 | 1:30",
        "1e999999999 | 1e999999999",
        "1.50 | 1.50",
        "-7 | -7",
        "yes | true",
        "Off | false",
        "2012-10-17 | 2012-10-17"
      })
  void aFunctionIsReplacedByItsValue(String expression, String value) {
    assertThat(evaluate(expression)).isEqualTo(value.equals("''") ? "" : value);
  }

  @Test
  void theStackIdIsAnArnWithTheStackName() {
    assertThat(evaluate("!Ref AWS::StackId"))
        .matches("arn:aws:cloudformation:us-east-1:123456789012:stack/my-stack/[0-9a-f-]{36}");
  }

  @ParameterizedTest
  @CsvSource({"cn-north-1, aws-cn, amazonaws.com.cn", "us-gov-west-1, aws-us-gov, amazonaws.com"})
  void otherPartitionsHaveTheirOwnArnsAndHosts(String region, String partition, String suffix) {
    String yaml = TEMPLATE.formatted("!Sub '${AWS::Partition} ${AWS::URLSuffix}'");

    assertThat(deploy(yaml, region)).isEqualTo(partition + " " + suffix);
  }

  @Test
  void aNameThatIsNoValueIsGenerated() {
    assertThat(evaluate("!GetAtt Named.QueueName")).matches("my-stack-Named-[0-9A-Z]{12}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "!Select [0, [a]] | : the function !Select is not known to the local stack",
        "{Fn::Split: [',', a]} | .Fn::Split: the function Fn::Split is not known",
        "{Ref: Name, Other: 1} | : Ref must be alone, but is among [Ref, Other]",
        "!Ref Nothing | .Ref: the template has no parameter or resource Nothing",
        "!Ref [a] | .Ref: must be one text",
        "!Ref Policy | .Ref: Ref of a AWS::SQS::QueuePolicy is not known",
        "!Ref Absent | .Ref: Absent is not created, because its condition is false",
        "!Ref Names | : must be one text or number",
        "!Ref AWS::NoValue | : must be one text or number",
        "!GetAtt Queue | .Fn::GetAtt: must have a list of 2",
        "!GetAtt Queue.Color | .Fn::GetAtt: the attribute Color of a AWS::SQS::Queue is not known",
        "!GetAtt [!Ref Secret, Arn] | .Fn::GetAtt[0]: must be one text",
        "!Sub ['${A}', {A: b}] | .Fn::Sub: must be one text",
        "!Sub '${Names}' | .Fn::Sub: must be one text",
        "!Join [a] | .Fn::Join: must have a list of 2",
        "!Join ['', a] | .Fn::Join[1]: must be a list of texts",
        "!FindInMap [Other, a, b] | .Fn::FindInMap: Mappings has no such key; it has Table",
        "!FindInMap [Table, !Ref Secret, b] | : Mappings.Table has no such key; it has us-east-1",
        "!FindInMap [Table, us-east-1, !Ref Secret] | no such key; it has Column",
        "!FindInMap [Table, us-east-1, !Ref AWS::NoValue] | : AWS::NoValue is no text",
        "!If [Maybe, 1, 2] | .Fn::If: the template has no condition Maybe",
        "!If [Always, 1] | .Fn::If: must have a list of 3",
        "!Not [a] | .Fn::Not: must be true or false",
        "!Equals [[], a] | .Fn::Equals[0]: must be one text"
      })
  void whatIsNotKnownIsRefusedWithItsPlace(String expression, String message) {
    assertThatThrownBy(() -> evaluate(expression))
        .isInstanceOf(TemplateException.class)
        .hasMessageStartingWith("Outputs.Result.Value")
        .hasMessageContaining(message)
        .hasMessageNotContaining("hidden");
  }

  @Test
  void conditionsThatReferToEachOtherAreRefused() {
    String yaml =
        """
        Conditions:
          A: !If [B, true, false]
          B: !If [A, true, false]
        Resources: {}
        """;

    assertThatThrownBy(() -> deploy(yaml, "us-east-1"))
        .isInstanceOf(TemplateException.class)
        .hasMessage("Conditions.A: refers to itself");
  }

  @Test
  void resourcesWhoseNamesDependOnEachOtherAreRefused() {
    String yaml =
        """
        Resources:
          A: {Type: 'AWS::SQS::Queue', Properties: {QueueName: !GetAtt B.QueueName}}
          B: {Type: 'AWS::SQS::Queue', Properties: {QueueName: !GetAtt A.QueueName}}
        """;

    assertThatThrownBy(() -> deploy(yaml, "us-east-1"))
        .isInstanceOf(TemplateException.class)
        .hasMessage("Resources.A: its name depends on itself");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Assert: !Equals [a, b]", "Assert: !Contains [[a], b]"})
  void anAssertionWithoutDescriptionIsRefusedByItsName(String assertion) {
    String yaml =
        """
        Rules:
          Both:
            Assertions:
              - %s
        Resources: {}
        """
            .formatted(assertion);

    assertThatThrownBy(() -> deploy(yaml, "us-east-1"))
        .isInstanceOf(TemplateException.class)
        .hasMessage("Rules.Both: is not fulfilled");
  }

  private static String evaluate(String expression) {
    return deploy(TEMPLATE.formatted(expression), "us-east-1");
  }

  private static String deploy(String yaml, String region) {
    return StackTemplate.read(yaml)
        .deploy(region, "123456789012", "my-stack", Map.of())
        .outputs()
        .getOrDefault("Result", "");
  }
}
