package dev.cuffline.rules.reading;

/** Whether a device is a medical device as the FD&amp;C Act 201(h) defines it (R8). */
public enum RegulatoryStatus {
  /** On file as an FDA-defined medical device. */
  FDA,
  /** On file as none, for example a wellness wearable: its readings never count. */
  NONE,
  /** Nobody has said yet: billing holds with DEVICE_STATUS_UNKNOWN, it is not zero. */
  UNKNOWN
}
