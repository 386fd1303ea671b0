package dev.cuffline.gateway.delivery.fhir;

import dev.cuffline.gateway.registry.ConsentMethod;
import dev.cuffline.gateway.yaml.BadYamlException;
import dev.cuffline.gateway.yaml.YamlNode;
import dev.cuffline.gateway.yaml.YamlSection;
import dev.cuffline.rules.billing.BillingCode;
import dev.cuffline.rules.billing.RuleSet;
import dev.cuffline.rules.billing.RuleSets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Coding;

/**
 * The words of one EHR: which of its payers is which payer profile, which of its consents and
 * orders are those to remote monitoring. What it does not name is never guessed.
 *
 * @param payers payer profiles by {@code system|code} of the payer's identifier or of the
 *     coverage's type
 * @param payerNames payer profiles by the payer's name, in lower case
 * @param consents how consents of a {@code system|code} (scope or category) were given, where that
 *     is known
 * @param orders {@code system|code} of orders to monitor
 * @param stays {@code system|code} of encounters in a facility besides HL7's own classes
 */
public record EhrMap(
    Map<String, String> payers,
    Map<String, String> payerNames,
    Map<String, Optional<ConsentMethod>> consents,
    Set<String> orders,
    Set<String> stays) {
  private static final String CPT = "http://www.ama-assn.org/go/cpt";

  /** Nothing but what everybody's words mean: orders by the CPT codes of remote monitoring. */
  public static final EhrMap NONE = new EhrMap(Map.of(), Map.of(), Map.of(), Set.of(), Set.of());

  /** Copies the maps, and knows the CPT codes of every rule set. */
  public EhrMap {
    payers = Map.copyOf(payers);
    payerNames = Map.copyOf(payerNames);
    consents = Map.copyOf(consents);
    orders = Stream.concat(orders.stream(), monitoring()).collect(Collectors.toUnmodifiableSet());
    stays = Set.copyOf(stays);
  }

  private static Stream<String> monitoring() {
    return RuleSets.all().stream().flatMap(EhrMap::codes).map(code -> CPT + "|" + code);
  }

  private static Stream<String> codes(RuleSet rules) {
    return Stream.of(
            Stream.of(rules.setup().code(), rules.addOn().code()),
            rules.deviceTiers().stream().map(RuleSet.Tier::code),
            rules.timeTiers().stream().map(RuleSet.Tier::code))
        .flatMap(codes -> codes)
        .map(BillingCode::value);
  }

  /**
   * Reads a file.
   *
   * @throws BadYamlException with file, line and what was expected
   */
  public static EhrMap read(Path file) {
    try {
      return parse(Files.readString(file), file.toString());
    } catch (IOException unreadable) {
      throw new BadYamlException("cannot read the map of an EHR's words, " + file, unreadable);
    }
  }

  /**
   * Reads the text of a file.
   *
   * @param name of the file, for messages
   */
  public static EhrMap parse(String yaml, String name) {
    YamlSection root = YamlSection.of(YamlNode.parse(yaml, name), name);
    Map<String, String> payers = new HashMap<>();
    Map<String, String> names = new HashMap<>();
    Map<String, Optional<ConsentMethod>> consents = new HashMap<>();
    for (YamlSection.Value item : items(root, "payers")) {
      payer(item, payers, names);
    }
    for (YamlSection.Value item : items(root, "consents")) {
      YamlSection consent = item.section();
      once(consents, token(consent.require("is")), method(consent), item);
      consent.refuseOthers();
    }
    Set<String> orders = tokens(root, "orders");
    Set<String> stays = tokens(root, "stays");
    root.refuseOthers();
    return new EhrMap(payers, names, consents, orders, stays);
  }

  private static void payer(
      YamlSection.Value item, Map<String, String> payers, Map<String, String> names) {
    YamlSection payer = item.section();
    Optional<YamlSection.Value> is = payer.find("is");
    Optional<YamlSection.Value> named = payer.find("name");
    String profile = payer.require("profile").text();
    payer.refuseOthers();
    if (is.isPresent() == named.isPresent()) {
      throw item.wrong("with is (system|code) or with name, and not with both");
    }
    is.ifPresent(value -> once(payers, token(value), profile, value));
    named.ifPresent(value -> once(names, value.text().toLowerCase(Locale.ROOT), profile, value));
  }

  private static <T> void once(Map<String, T> map, String key, T value, YamlSection.Value at) {
    if (map.put(key, value) != null) {
      throw at.wrong("given once");
    }
  }

  private static Optional<ConsentMethod> method(YamlSection consent) {
    return consent
        .find("method")
        .map(value ->
            value.as(
                "one of "
                    + Arrays.stream(ConsentMethod.values())
                        .map(one -> one.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", ")),
                text -> ConsentMethod.valueOf(text.toUpperCase(Locale.ROOT))));
  }

  private static List<YamlSection.Value> items(YamlSection root, String key) {
    return root.find(key).map(YamlSection.Value::each).orElse(List.of());
  }

  private static Set<String> tokens(YamlSection root, String key) {
    Set<String> all = new HashSet<>();
    for (YamlSection.Value item : items(root, key)) {
      all.add(token(item));
    }
    return all;
  }

  private static String token(YamlSection.Value value) {
    String text = value.text();
    int bar = text.indexOf('|');
    if (bar < 1 || bar == text.length() - 1) {
      throw value.wrong("a system, a | and a code, such as urn:consents|RPM");
    }
    return text;
  }

  static String token(Coding coding) {
    return coding.getSystem() + "|" + coding.getCode();
  }
}
