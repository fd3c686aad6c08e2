package momento.eventbridge.samples.stepfunctions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ValidateStateMachineDefinitionResponse;
import software.amazon.awssdk.services.sfn.model.ValidateStateMachineDefinitionResultCode;

/** The definition in the eyes of LocalStack, whose parser has the whole grammar. */
class DefinitionIT {
  private static final String DEFINITION =
      OrderWorkflow.definition(
          "my-cache", "default", "arn:aws:states:us-east-1:000000000000:activity:pack-order");

  private static SfnClient stepFunctions;

  @BeforeAll
  static void connect() {
    stepFunctions = new MiniStack(Emulators.localStack()).stepFunctions();
  }

  @AfterAll
  static void disconnect() {
    if (stepFunctions != null) {
      stepFunctions.close();
    }
  }

  @Test
  void isValid() {
    ValidateStateMachineDefinitionResponse answer = validate(DEFINITION);

    assertThat(answer.diagnostics()).isEmpty();
    assertThat(answer.result()).isEqualTo(ValidateStateMachineDefinitionResultCode.OK);
  }

  @Test
  void wouldNotBeWithAFieldThatTheLanguageDoesNotKnow() {
    assertThat(validate(DEFINITION.replace("\"Next\": \"PackOrder\"", "\"Nxt\": 1")).result())
        .isEqualTo(ValidateStateMachineDefinitionResultCode.FAIL);
  }

  private static ValidateStateMachineDefinitionResponse validate(String definition) {
    return stepFunctions.validateStateMachineDefinition(request -> request.definition(definition));
  }
}
