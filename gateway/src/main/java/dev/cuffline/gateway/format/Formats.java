package dev.cuffline.gateway.format;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The payload formats by name. */
public final class Formats {
  private final Map<String, PayloadFormat> byName;
  private final AnyJsonFormat anyJson;

  /** Every format that comes with Cuffline, with these limits. */
  public Formats(PlausibilityLimits limits) {
    MioFormat mio = MioFormat.telemetry(limits);
    CufflineFormat own = new CufflineFormat(limits);
    this.byName =
        Stream.<PayloadFormat>of(
                new Ble2A35Format(limits),
                new Ble2A36Format(limits),
                mio,
                MioFormat.status(limits),
                own)
            .collect(Collectors.toUnmodifiableMap(PayloadFormat::name, Function.identity()));
    this.anyJson = new AnyJsonFormat(mio, own);
  }

  /** The names, sorted. */
  public List<String> names() {
    return List.copyOf(new TreeSet<>(byName.keySet()));
  }

  /** The format of a name. */
  public Optional<PayloadFormat> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** The format of a name; one that refuses every payload with {@code unknown-format} if none. */
  public PayloadFormat named(String name) {
    return find(name).orElseGet(() -> new UnknownFormat(name));
  }

  /**
   * Reads JSON of which nobody said the format: told by its shape, else refused with {@code
   * unknown-format}. Senders always name their format; this is for people who look into a payload.
   */
  public PayloadFormat anyJson() {
    return anyJson;
  }

  /** The JSON format that a payload has the shape of. */
  public Optional<PayloadFormat> recognised(byte[] payload) {
    return anyJson.recognised(payload);
  }

  private record UnknownFormat(String name) implements PayloadFormat {
    @Override
    public int version() {
      return 0;
    }

    @Override
    public List<DecodedItem> decode(byte[] payload, Quirks quirks) {
      return List.of(
          new DecodedItem.Malformed(
              Optional.empty(),
              List.of(Reason.of("unknown-format")),
              "no format has the name that the topic or path gave"));
    }
  }
}
