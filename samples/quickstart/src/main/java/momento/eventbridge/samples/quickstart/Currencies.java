package momento.eventbridge.samples.quickstart;

import java.time.Duration;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import momento.eventbridge.CacheSet;

/** Real input: every ISO 4217 currency that this JDK knows. */
final class Currencies {
  private Currencies() {}

  static List<CacheSet> asCacheItems(String cacheName) {
    return Currency.getAvailableCurrencies().stream()
        .sorted(Comparator.comparing(Currency::getCurrencyCode))
        .map(
            currency ->
                CacheSet.of(
                    cacheName,
                    "currency:" + currency.getCurrencyCode(),
                    "%s, %s, %d digits"
                        .formatted(
                            currency.getDisplayName(Locale.ENGLISH),
                            currency.getSymbol(Locale.US),
                            currency.getDefaultFractionDigits()),
                    Duration.ofHours(1)))
        .toList();
  }
}
