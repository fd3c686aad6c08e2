package momento.eventbridge.local.internal.momento;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class RequestTargetTest {
  @Test
  void itsTextHasNeitherKeyNorToken() {
    RequestTarget target = RequestTarget.of(URI.create("/cache/c?key=secret-key&token=secret"));

    assertThat(target).hasToString("RequestTarget[2 segments, 2 parameters]");
  }
}
