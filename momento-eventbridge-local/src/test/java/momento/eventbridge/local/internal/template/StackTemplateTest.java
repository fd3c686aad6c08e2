package momento.eventbridge.local.internal.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a template as a whole, or with what is given to deploy it. */
class StackTemplateTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "a: [ | Template: is not one YAML document",
        "- a | Template: must be a YAML mapping",
        "'' | Template: must be a YAML mapping",
        "!Ref a | Template: must be a YAML mapping",
        "!Sub {a: b} | Fn::Sub: is not known to the local stack",
        "Transform: x | Transform: is not known to the local stack; here it knows",
        "Description: | Description: CloudFormation allows no null",
        "Description: &a x | Description: YAML anchors and aliases",
        "{&a Description: x} | Template: a key must be plain text",
        "{<<: {Description: x}} | Template: a key must be plain text",
        "{? [a] : x} | Template: a key must be plain text",
        "Metadata: {!Ref a: x} | Metadata: a key must be plain text",
        "{Description: x, Description: y} | Description: is there twice",
        "Metadata: [{a: 1, a: 2}] | Metadata[0].a: is there twice"
      })
  void aFileThatIsNoTemplateIsRefused(String yaml, String message) {
    assertThatThrownBy(() -> StackTemplate.read(yaml))
        .isInstanceOf(TemplateException.class)
        .hasMessageStartingWith(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--- {}\n--- {}", "\u0000"})
  void anEmptyOrDoubleFileIsRefused(String yaml) {
    assertThatThrownBy(() -> StackTemplate.read(yaml))
        .isInstanceOf(TemplateException.class)
        .hasMessageStartingWith("Template: ");
  }

  @Test
  void depthIsBounded() {
    assertThatThrownBy(() -> StackTemplate.read("a: " + "[".repeat(1000) + "]".repeat(1000)))
        .isInstanceOf(TemplateException.class)
        .hasMessageContaining("Nesting Depth");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "here | 123456789012 | stack | Region: 'here' is no AWS region",
        "us-east-1 | 1234 | stack | Account id: '1234' must have 12 digits",
        "us-east-1 | 123456789012 | my stack | Stack name: 'my stack' must be 1 to 128 letters"
      })
  void whereToDeployIsChecked(String region, String account, String stack, String message) {
    StackTemplate template = StackTemplate.read("Resources: {}");

    assertThatThrownBy(() -> template.deploy(region, account, stack, Map.of()))
        .isInstanceOf(TemplateException.class)
        .hasMessageStartingWith(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{Type: String, Default: [a]} | Parameters.P.Default: must be one text",
        "{Type: List, Default: a} | Parameters.P: the type List is not known",
        "{Default: a} | Parameters.P.Type: is missing",
        "{Type: String, Default: a, MinValue: 1} | Parameters.P.MinValue: is not known",
        "{Type: Number, Default: 1, MinLength: 1} | Parameters.P.MinLength: is not known",
        "{Type: CommaDelimitedList, Default: a, AllowedPattern: a} | Parameters.P.AllowedPattern:"
            + " is",
        "{Type: String, Default: abc, MaxLength: 2} | Parameters.P: has 3 characters, more than",
        "{Type: String, Default: a, MinLength: x} | Parameters.P.MinLength: must be a whole number",
        "{Type: String, Default: a, AllowedPattern: '['} | Parameters.P.AllowedPattern: is not a"
            + " reg",
        "{Type: Number, Default: 2, AllowedValues: [1, 3]} | Parameters.P: the value is not one of",
        "text | Parameters.P: must be a mapping"
      })
  void aBadDeclarationOfAParameterIsRefused(String declaration, String message) {
    StackTemplate template =
        StackTemplate.read("{Parameters: {P: %s}, Resources: {}}".formatted(declaration));

    assertThatThrownBy(() -> template.deploy("us-east-1", "123456789012", "stack", Map.of()))
        .isInstanceOf(TemplateException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void aTemplateMustHaveResources() {
    assertThatThrownBy(
            () ->
                StackTemplate.read("Description: empty")
                    .deploy("us-east-1", "123456789012", "stack", Map.of()))
        .isInstanceOf(TemplateException.class)
        .hasMessage("Resources: is missing");
  }

  @Test
  void aTemplateMayBeJson() {
    DeployedStack stack =
        StackTemplate.read(
                "{\"Resources\": {}, \"Outputs\": {\"A\": {\"Value\": {\"Ref\":"
                    + " \"AWS::Region\"}}}}")
            .deploy("us-east-1", "123456789012", "stack", Map.of());

    assertThat(stack.outputs()).containsEntry("A", "us-east-1");
  }
}
