package dev.cuffline.gateway.delivery.fhir;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** Bundles around resources that are encoded already. */
final class BundleText {
  private static final JsonFactory JSON = new JsonFactory();

  private BundleText() {}

  static String of(Abilities.Carriage carriage, List<Write> writes) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = JSON.createGenerator(text)) {
      out.writeStartObject();
      out.writeStringField("resourceType", "Bundle");
      out.writeStringField("type", type(carriage));
      out.writeArrayFieldStart("entry");
      for (Write write : writes) {
        entry(out, write.request());
      }
      out.writeEndArray();
      out.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return text.toString();
  }

  private static String type(Abilities.Carriage carriage) {
    return switch (carriage) {
      case TRANSACTION -> "transaction";
      case BATCH -> "batch";
      case SINGLE -> throw new IllegalArgumentException("single requests need no Bundle");
    };
  }

  private static void entry(JsonGenerator out, Request request) throws IOException {
    out.writeStartObject();
    out.writeFieldName("resource");
    out.writeRawValue(request.body());
    out.writeObjectFieldStart("request");
    out.writeStringField("method", request.method().name());
    out.writeStringField("url", request.url());
    if (request.ifNoneExist().isPresent()) {
      out.writeStringField("ifNoneExist", request.ifNoneExist().get());
    }
    out.writeEndObject();
    out.writeEndObject();
  }
}
