package momento.eventbridge;

/** A value breaks a rule of Momento's, EventBridge's or this library's; it was not sent. */
public final class EventValidationException extends MomentoEventException {
  private static final long serialVersionUID = 1L;

  /** The field's name. */
  private final String field;

  /** The message without the field's name. */
  private final String rule;

  /**
   * An exception for one field.
   *
   * @param field the field's name as the payload, the builder or the method has it
   * @param rule how the value breaks the rule and what to do, as the rest of a sentence that begins
   *     with the field's name
   */
  public EventValidationException(String field, String rule) {
    super(field + " " + rule);
    this.field = field;
    this.rule = rule;
  }

  /**
   * The field that is wrong.
   *
   * @return its name as the payload, the builder or the method has it, with the position where it
   *     is one of several, such as {@code events[3]}; two names, with a comma, where the two
   *     together are wrong
   */
  public String field() {
    return field;
  }

  /**
   * The rule that is broken.
   *
   * @return the message without the field's name
   */
  public String rule() {
    return rule;
  }
}
