package dev.cuffline.gateway.ingress.listener;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * QoS 2 packet ids that one connection published and has not released: its part of the send quota
 * (MQTT 5.0 section 4.9). What its session still holds from earlier connections does not count, the
 * quota begins anew with each.
 */
final class OpenExchanges {
  private @Nullable BitSet packetIds;
  private int count;

  boolean contains(int packetId) {
    return packetIds != null && packetIds.get(packetId);
  }

  void open(int packetId) {
    if (packetIds == null) {
      packetIds = new BitSet();
    }
    if (!packetIds.get(packetId)) {
      packetIds.set(packetId);
      count++;
    }
  }

  void close(int packetId) {
    if (packetIds != null && packetIds.get(packetId)) {
      packetIds.clear(packetId);
      count--;
    }
  }

  int count() {
    return count;
  }
}
