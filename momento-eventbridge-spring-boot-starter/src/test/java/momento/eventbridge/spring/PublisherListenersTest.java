package momento.eventbridge.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import momento.eventbridge.PublisherListener;
import org.junit.jupiter.api.Test;

class PublisherListenersTest {

  /** For example a metrics library of another version than the one that it was compiled for. */
  @Test
  void anErrorOfOneListenerDoesNotKeepTheNewsFromTheOthers() {
    List<Integer> heard = new ArrayList<>();
    PublisherListener failing =
        new PublisherListener() {
          @Override
          public void onClosedWithLoss(int events) {
            throw new NoSuchMethodError();
          }
        };
    PublisherListener hearing =
        new PublisherListener() {
          @Override
          public void onClosedWithLoss(int events) {
            heard.add(events);
          }
        };

    assertThatThrownBy(() -> new PublisherListeners(List.of(failing, hearing)).onClosedWithLoss(3))
        .isInstanceOf(NoSuchMethodError.class);
    assertThat(heard).containsExactly(3);
  }
}
