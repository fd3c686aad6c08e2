package momento.eventbridge.local.internal.bus;

/**
 * Why one entry of a request failed while its neighbours may have been taken.
 *
 * @param code for example {@code InvalidArgument}
 */
record EntryError(String code, String message) {}
