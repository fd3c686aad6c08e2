package momento.eventbridge.spring.test;

import static org.assertj.core.api.Assertions.assertThat;

import momento.eventbridge.local.LocalMomentoStack;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Configuration;

@SpringBootTest(
    webEnvironment = SpringBootTest.WebEnvironment.NONE,
    properties = {
      "momento.eventbridge.region=eu-west-1",
      "momento.eventbridge.async.enabled=false"
    })
@AutoConfigureLocalMomento(enabled = false)
class LocalMomentoSwitchedOffTest {
  @Test
  void thereIsNoStack(@Autowired ObjectProvider<LocalMomentoStack> stack) {
    assertThat(stack.getIfAvailable()).isNull();
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Application {}
}
