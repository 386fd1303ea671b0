package dev.cuffline.gateway.web.live;

/**
 * An event as it stands on the wire (WHATWG HTML, section 9.2, server-sent events).
 *
 * @param name for example {@code alert}
 * @param data one line of JSON
 */
record LiveEvent(String name, String data) {
  /**
   * Sent again and again, so that both ends notice a broken connection: a comment, and an event
   * because a page's script never sees comments. It has no id: nothing has changed.
   */
  static final String HEARTBEAT = ": here\nevent: beat\ndata: {}\n\n";

  /** What was missed cannot be told: read everything anew. */
  static final LiveEvent RESET = new LiveEvent("reset", "{}");

  /** The token or the session has ended; connecting again is no use. */
  static final LiveEvent ENDED = new LiveEvent("ended", "{}");

  /** Everything until now is known; sent first on every stream. */
  static final LiveEvent READY = new LiveEvent("ready", "{}");

  String frame(String id) {
    return "id: " + id + "\n" + frame();
  }

  String frame() {
    return "event: " + name + "\ndata: " + data + "\n\n";
  }
}
