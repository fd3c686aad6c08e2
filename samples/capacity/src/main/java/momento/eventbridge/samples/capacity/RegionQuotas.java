package momento.eventbridge.samples.capacity;

import java.util.Map;

/**
 * What EventBridge allows an account in one region before its quotas are raised (EventBridge user
 * guide, "Amazon EventBridge quotas", read in autumn 2026). Both can be raised on request.
 *
 * @param putEventsPerSecond {@code PutEvents} requests per second, all buses together; what is over
 *     it is throttled
 * @param invocationsPerSecond events handed to targets per second; what is over it is delayed
 */
record RegionQuotas(int putEventsPerSecond, int invocationsPerSecond) {
  private static final RegionQuotas LARGEST = new RegionQuotas(10_000, 18_750);
  private static final RegionQuotas LARGE = new RegionQuotas(2_400, 4_500);
  private static final RegionQuotas MEDIUM = new RegionQuotas(1_200, 2_250);
  private static final RegionQuotas SMALL = new RegionQuotas(600, 1_100);
  private static final RegionQuotas SMALLEST = new RegionQuotas(400, 750);

  private static final Map<String, RegionQuotas> BY_REGION =
      Map.ofEntries(
          Map.entry("us-east-1", LARGEST),
          Map.entry("us-west-2", LARGEST),
          Map.entry("eu-west-1", LARGEST),
          Map.entry("us-east-2", LARGE),
          Map.entry("eu-central-1", LARGE),
          Map.entry("eu-south-2", LARGE),
          Map.entry("us-west-1", MEDIUM),
          Map.entry("ap-northeast-1", MEDIUM),
          Map.entry("ap-southeast-1", MEDIUM),
          Map.entry("ap-southeast-2", MEDIUM),
          Map.entry("eu-west-2", MEDIUM),
          Map.entry("ap-east-1", SMALL),
          Map.entry("ap-northeast-2", SMALL),
          Map.entry("ap-south-1", SMALL),
          Map.entry("ca-central-1", SMALL),
          Map.entry("eu-north-1", SMALL),
          Map.entry("eu-west-3", SMALL),
          Map.entry("sa-east-1", SMALL));

  /** The quotas of a region; of one that has no row of its own, the smallest. */
  static RegionQuotas of(String region) {
    return BY_REGION.getOrDefault(region, SMALLEST);
  }
}
