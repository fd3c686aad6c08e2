package momento.eventbridge.samples.capacity;

/**
 * One hop and how much of the load it takes.
 *
 * @param name of the hop
 * @param unit what is counted per second
 * @param load per second
 * @param limit per second
 * @param over what happens to the rest
 */
record Hop(String name, String unit, double load, double limit, String over) {

  Hop {
    if (!(limit > 0)) {
      throw new IllegalArgumentException(
          "the limit of " + name + " is " + limit + "; give more than 0");
    }
  }

  boolean isExceeded() {
    return load > limit;
  }

  /** How many times the limit the load is. */
  double use() {
    return load / limit;
  }
}
