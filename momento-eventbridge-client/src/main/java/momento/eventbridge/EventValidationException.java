package momento.eventbridge;

/** A value breaks a rule of Momento's or EventBridge's; nothing was sent. */
public final class EventValidationException extends MomentoEventException {
  private static final long serialVersionUID = 1L;

  /** The field's name. */
  private final String field;

  /** The message without the field's name. */
  private final String rule;

  /**
   * An exception for one field.
   *
   * @param field the field's name as the payload or the builder has it
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
   * @return its name as the payload or the builder has it; two names, with a comma, where the two
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
