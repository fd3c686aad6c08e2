package momento.eventbridge.internal.send;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;

/**
 * Who waits for room in the buffer, longest first. They are woken one after the other: the first by
 * what makes room, and the next first by whoever leaves. Guarded by the publisher's lock.
 */
final class RoomQueue {

  /** Somebody who waits: by what he is woken, and the size of the event that he has to add. */
  static final class Place {
    private final Condition woken;
    private final int bytes;

    private Place(Condition woken, int bytes) {
      this.woken = woken;
      this.bytes = bytes;
    }
  }

  private final Deque<Place> places = new ArrayDeque<>();
  private long bytes;
  private boolean moving;

  boolean isEmpty() {
    return places.isEmpty();
  }

  int events() {
    return places.size();
  }

  /** The sizes of their events together. */
  long bytes() {
    return bytes;
  }

  boolean isFirst(Place place) {
    return places.peek() == place;
  }

  /**
   * Whether the first was woken and has not gone back to wait. Then whoever finds room for all of
   * them and himself need not queue: he takes nothing from them, and to stop for them would make
   * every event wait for a thread to wake up, for as long as the buffer is full now and then.
   */
  boolean isMoving() {
    return moving;
  }

  /** Joins at the end. */
  Place join(Condition woken, int eventBytes) {
    Place place = new Place(woken, eventBytes);
    places.add(place);
    bytes += eventBytes;
    return place;
  }

  /** To be asked each time before waiting: what to wait for. */
  Condition goesToWait(Place place) {
    if (isFirst(place)) {
      moving = false;
    }
    return place.woken;
  }

  /** Leaves, with or without having found room, and wakes the next. */
  void leave(Place place) {
    places.remove(place);
    bytes -= place.bytes;
    wakeFirst();
  }

  void wakeFirst() {
    Place first = places.peek();
    moving = first != null;
    if (first != null) {
      first.woken.signal();
    }
  }

  void wakeAll() {
    places.forEach(place -> place.woken.signal());
  }
}
