package dev.cuffline.gateway.format.described;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cuffline.gateway.format.DecodedItem;
import dev.cuffline.gateway.format.DeviceState;
import dev.cuffline.gateway.format.JsonPayload;
import dev.cuffline.gateway.format.Quirks;
import dev.cuffline.gateway.format.Reason;
import dev.cuffline.gateway.format.RecognisedFormat;
import dev.cuffline.gateway.registry.DeviceKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A JSON format that a file describes. */
public final class DescribedFormat implements RecognisedFormat {
  private final Header header;
  private final List<List<Place>> shapes;
  private final Records records;
  private final Optional<DeviceRule> device;
  private final List<Places> required;
  private final List<MessageRule> messages;
  private final MeasurementRule measurements;

  DescribedFormat(
      Header header,
      List<List<Place>> shapes,
      Records records,
      Optional<DeviceRule> device,
      List<Places> required,
      List<MessageRule> messages,
      MeasurementRule measurements) {
    this.header = header;
    this.shapes = List.copyOf(shapes);
    this.records = records;
    this.device = device;
    this.required = List.copyOf(required);
    this.messages = List.copyOf(messages);
    this.measurements = measurements;
  }

  /**
   * What a file says of itself.
   *
   * @param name the file's, without {@code .yaml}
   * @param otherNames under which it may be sent too
   * @param version grows with every change of what the file says
   * @param sha256 over what the file says; comments and blanks do not count
   */
  public record Header(String name, List<String> otherNames, int version, String sha256) {
    /** Copies the names. */
    public Header {
      otherNames = List.copyOf(otherNames);
    }

    /** Every name under which it may be sent. */
    public List<String> names() {
      List<String> names = new ArrayList<>(otherNames);
      names.add(name);
      return names;
    }
  }

  /** What its file says of itself. */
  public Header header() {
    return header;
  }

  @Override
  public String name() {
    return header.name();
  }

  @Override
  public List<String> otherNames() {
    return header.otherNames();
  }

  @Override
  public int version() {
    return header.version();
  }

  @Override
  public Optional<DeviceKey> accountDevice() {
    return device.flatMap(
        rule -> rule.account().map(account -> new DeviceKey(rule.kind(), account)));
  }

  @Override
  public int likeness(JsonNode body) {
    Scope scope = new Scope(body.isArray() ? body.path(0) : body, List.of());
    int most = 0;
    for (List<Place> shape : shapes) {
      if (shape.size() > most && shape.stream().allMatch(place -> place.isGivenIn(scope))) {
        most = shape.size();
      }
    }
    return most;
  }

  @Override
  public List<DecodedItem> decode(byte[] payload, Quirks quirks) {
    return switch (JsonPayload.read(payload)) {
      case JsonPayload.Result.Unreadable unreadable -> List.of(unreadable.item());
      case JsonPayload.Result.Read(JsonNode body) -> items(body);
    };
  }

  private List<DecodedItem> items(JsonNode body) {
    if (!body.isContainerNode()) {
      return List.of(notOurs());
    }
    List<Scope> found = records.in(body);
    if (found.isEmpty()) {
      return List.of(
          new DecodedItem.Irrelevant(Optional.empty(), List.of(Reason.of("no-reading"))));
    }
    if (found.size() > Records.MOST) {
      return List.of(
          new DecodedItem.Parked(Optional.empty(), List.of(Reason.of("too-many-records"))));
    }
    if (found.size() == 1) {
      return List.of(item(found.getFirst(), body));
    }
    List<DecodedItem> items = new ArrayList<>(found.size());
    for (Scope scope : found) {
      items.add(item(scope, body));
    }
    return items;
  }

  private static DecodedItem notOurs() {
    return new DecodedItem.Malformed(
        Optional.empty(),
        List.of(Reason.of("unknown-format")),
        "expected an object, or an array of objects");
  }

  private DecodedItem item(Scope scope, JsonNode body) {
    Optional<DeviceKey> key = device.isPresent() ? device.get().in(scope) : Optional.empty();
    Optional<MessageRule> message = message(scope);
    try {
      Optional<DecodedItem> aside = message.flatMap(rule -> aside(rule, scope, key));
      if (aside.isPresent()) {
        return aside.get();
      }
      boolean news = message.filter(rule -> rule.kind() == MessageRule.Kind.TELEMETRY).isPresent();
      if (!scope.record().isObject() && !news) {
        if (records.isWholeBody() || body.isArray()) {
          return notOurs();
        }
        throw new Violation(records.field(), "an object");
      }
      requireFields(scope);
      return message.isPresent()
          ? ofUse(message.get(), scope, key)
          : new DecodedItem.Parked(key, List.of(Reason.of("unknown-message-type")));
    } catch (Violation violation) {
      return violation.item(key);
    }
  }

  private Optional<MessageRule> message(Scope scope) {
    for (MessageRule rule : messages) {
      if (rule.fits(scope)) {
        return Optional.of(rule);
      }
    }
    return Optional.empty();
  }

  private void requireFields(Scope scope) throws Violation {
    for (Places field : required) {
      if (!field.areGivenIn(scope)) {
        throw new Violation(field.field(), "a value");
      }
    }
  }

  /** What is not looked into any further. */
  private static Optional<DecodedItem> aside(
      MessageRule message, Scope scope, Optional<DeviceKey> key) {
    return switch (message.kind()) {
      case TEST, IGNORED ->
          Optional.of(
              new DecodedItem.Irrelevant(
                  key, GaugeRule.state(message.gauges(), scope), message.reasons()));
      case PARKED -> Optional.of(new DecodedItem.Parked(key, message.reasons()));
      case MALFORMED ->
          Optional.of(
              new DecodedItem.Malformed(
                  key, message.reasons(), "expected a message as the format describes it"));
      case READING, TELEMETRY -> Optional.empty();
    };
  }

  private DecodedItem ofUse(MessageRule message, Scope scope, Optional<DeviceKey> key)
      throws Violation {
    if (key.isEmpty()
        && device.isPresent()
        && (device.get().required() || device.get().isGivenIn(scope))) {
      throw new Violation(device.get().field(), "the device's " + device.get().kind());
    }
    DeviceState state = GaugeRule.state(message.gauges(), scope);
    if (message.kind() == MessageRule.Kind.TELEMETRY) {
      return new DecodedItem.Telemetry(key, state, state.batteryReason().stream().toList());
    }
    return measurements.item(scope, key, state, message.values(), message.flags());
  }
}
