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

  /** Every format that comes with Cuffline, with these limits. */
  public Formats(PlausibilityLimits limits) {
    this.byName =
        Stream.<PayloadFormat>of(
                new Ble2A35Format(limits),
                MioFormat.telemetry(limits),
                MioFormat.status(limits),
                new CufflineFormat(limits))
            .collect(Collectors.toUnmodifiableMap(PayloadFormat::name, Function.identity()));
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
