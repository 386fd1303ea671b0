package dev.cuffline.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import ca.uhn.fhir.validation.ValidationOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.UnknownCodeSystemWarningValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.instance.model.api.IBaseResource;

/**
 * HAPI's validator with US Core 8.0.0, PHD 2.0.0 and the terminology fragments, without a network.
 * The first validation takes seconds, so one is shared by all tests.
 */
final class UsCoreValidator {
  private static final FhirContext R4 = FhirContext.forR4Cached();
  private static final FhirValidator VALIDATOR = build();

  private UsCoreValidator() {}

  /** The errors against every profile that the resource itself claims. */
  static List<String> errors(String json) {
    return errors(json, new ValidationOptions());
  }

  /** The errors against a profile, whatever the resource claims besides. */
  static List<String> errors(String json, String profile) {
    return errors(json, new ValidationOptions().addProfile(profile));
  }

  private static List<String> errors(String json, ValidationOptions options) {
    return VALIDATOR.validateWithResult(json, options).getMessages().stream()
        .filter(message -> message.getSeverity().compareTo(ResultSeverityEnum.ERROR) >= 0)
        .map(UsCoreValidator::text)
        .toList();
  }

  private static String text(SingleValidationMessage message) {
    return message.getLocationString() + ": " + message.getMessage();
  }

  static String resource(String name) {
    try {
      return Files.readString(folder("fhir").resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // Deprecated in HAPI 8.8.0, but without it a code system that is not among the files, such as
  // us-core-tags, is an error instead of a warning.
  @SuppressWarnings("deprecation")
  private static FhirValidator build() {
    var files = new PrePopulatedValidationSupport(R4);
    Stream.of("us-core-8.0.0", "phd-2.0.0", "offline-terminology", "r4-extension")
        .flatMap(folder -> jsonFiles("fhir/" + folder))
        .forEach(file -> files.addResource(parse(file)));
    var unknownCodes = new UnknownCodeSystemWarningValidationSupport(R4);
    unknownCodes.setNonExistentCodeSystemSeverity(IValidationSupport.IssueSeverity.WARNING);
    var chain =
        new ValidationSupportChain(
            files,
            new DefaultProfileValidationSupport(R4),
            new CommonCodeSystemsTerminologyService(R4),
            new InMemoryTerminologyServerValidationSupport(R4),
            new SnapshotGeneratingValidationSupport(R4),
            unknownCodes);
    return R4.newValidator().registerValidatorModule(new FhirInstanceValidator(chain));
  }

  private static IBaseResource parse(Path file) {
    try {
      return R4.newJsonParser().parseResource(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> jsonFiles(String folder) {
    try (Stream<Path> files = Files.list(folder(folder))) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path folder(String name) {
    try {
      return Path.of(
          Objects.requireNonNull(UsCoreValidator.class.getClassLoader().getResource(name)).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
