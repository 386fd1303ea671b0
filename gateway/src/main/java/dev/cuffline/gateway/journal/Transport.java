package dev.cuffline.gateway.journal;

import java.util.Locale;

/** By which way a transmission came in; a closed set, so that it may tag a metric. */
public enum Transport {
  /** Our own device-facing MQTT endpoint. */
  MQTT_LISTENER,
  /** Our subscription at somebody's broker. */
  MQTT_SUBSCRIBER,
  /** {@code POST /v1/ingest/{format}}. */
  HTTP;

  /** The name in metrics, traces and the API: lower case with hyphens. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
