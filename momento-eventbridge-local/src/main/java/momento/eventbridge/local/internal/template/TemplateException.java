package momento.eventbridge.local.internal.template;

/**
 * The template, or what was given to deploy it, is not usable. The message begins with the place,
 * for example {@code Resources.CacheSetRule.Properties.Targets[0].Arn}, and never holds the value
 * of a parameter that is not a number.
 */
public final class TemplateException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  TemplateException(String place, String problem) {
    super(place + ": " + problem);
  }
}
