package dev.cuffline.gateway.ingress.listener;

/** What the framing says about a packet besides its bytes. */
enum FrameEvent {
  /** All bytes of one packet have been handed on. */
  END,
  /** A packet announced more bytes than are taken; nothing of it is handed on. */
  TOO_LARGE,
  /** The packet's length, or what its parts say about their lengths, cannot be. */
  MALFORMED
}
