package momento.eventbridge.tests.readme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import momento.eventbridge.ErrorCode;
import momento.eventbridge.EventRejectedException;
import momento.eventbridge.local.RecordingMomentoEventPublisher;
import org.junit.jupiter.api.Test;

class OrderServiceUnitTest {
  @Test
  void meetsARejection() {
    RecordingMomentoEventPublisher recorder = new RecordingMomentoEventPublisher();
    recorder.rejectNext(1, ErrorCode.ACCESS_DENIED);
    OrderService orders = new OrderService(recorder.sync());
    assertThrows(EventRejectedException.class, () -> orders.ship("order-7"));
    assertEquals(List.of(), recorder.published());
  }
}
