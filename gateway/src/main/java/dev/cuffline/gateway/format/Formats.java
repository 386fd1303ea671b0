package dev.cuffline.gateway.format;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The payload formats by name: those written in Java, and those that files describe. */
public final class Formats {
  private final PlausibilityLimits limits;
  private final Map<String, PayloadFormat> byName = new HashMap<>();
  private final AnyJsonFormat anyJson;

  /** The formats that are written in Java, with these limits. */
  public Formats(PlausibilityLimits limits) {
    this(limits, List.of());
  }

  /**
   * Those, and described ones.
   *
   * @throws IllegalArgumentException when two have the same name
   */
  public Formats(PlausibilityLimits limits, Collection<? extends RecognisedFormat> described) {
    this.limits = limits;
    CufflineFormat own = new CufflineFormat(limits);
    BridgeFormat bridge = new BridgeFormat(limits);
    List<RecognisedFormat> json = new ArrayList<>(List.of(own, bridge));
    json.addAll(described);
    add(new Ble2A35Format(limits), List.of());
    add(new Ble2A36Format(limits), List.of());
    new RareRecords(limits).formats().forEach(format -> add(format, List.of()));
    json.forEach(format -> add(format, format.otherNames()));
    this.anyJson = new AnyJsonFormat(json);
  }

  private void add(PayloadFormat format, List<String> otherNames) {
    List<String> names = new ArrayList<>(otherNames);
    names.add(format.name());
    for (String name : names) {
      PayloadFormat other = byName.put(name, format);
      if (other != null || name.equals(AnyJsonFormat.NAME)) {
        throw new IllegalArgumentException(
            "two formats have the name "
                + name
                + ": give the file "
                + format.name()
                + ".yaml another name or other alsoNamed");
      }
    }
  }

  /** The limits that values are judged by. */
  public PlausibilityLimits limits() {
    return limits;
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
