package dev.cuffline.gateway.registry;

/** The form that every id of the registry has: safe in a URL path, an MQTT topic and a log line. */
public final class Identifier {
  private Identifier() {}

  /**
   * Gives the id back.
   *
   * @param field its name, for the message
   * @throws InvalidValueException when it has another form
   */
  public static String require(String value, String field) {
    Checks.id(value, field);
    return value;
  }
}
