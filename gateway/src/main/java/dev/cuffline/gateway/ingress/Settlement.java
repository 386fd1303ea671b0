package dev.cuffline.gateway.ingress;

/**
 * What becomes of one transmission; exactly one of the two is called, once.
 *
 * <p>Called on a journal thread, or on the caller's own when the journal answers at once: hand over
 * quickly, never block, never throw.
 */
public interface Settlement {
  /** Its bytes are on the disk: it may be acknowledged now, and not earlier. */
  void durable();

  /** Its bytes are not kept and never will be: it must not be acknowledged. */
  void failed(Throwable cause);
}
