package momento.eventbridge.tests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Map;
import momento.eventbridge.local.internal.template.DeployedStack;
import momento.eventbridge.local.internal.template.StackTemplate;
import momento.eventbridge.local.internal.template.TemplateException;

/** Whatever stands in a template file: it becomes a stack, or is refused with its place. */
class StackTemplateFuzzTest {
  @FuzzTest
  void aTemplateIsDeployedOrRefused(byte[] template) {
    try {
      DeployedStack stack =
          StackTemplate.read(new String(template, UTF_8))
              .deploy(
                  "us-east-1",
                  "000000000000",
                  "fuzz",
                  Map.of("MomentoAuthToken", "token", "MomentoEndpoint", "http://127.0.0.1:4600"));
      assertThat(stack.rules()).isNotNull();
    } catch (TemplateException e) {
      assertThat(e.getMessage()).contains(": ");
    }
  }
}
