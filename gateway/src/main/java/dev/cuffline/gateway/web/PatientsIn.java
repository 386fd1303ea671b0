package dev.cuffline.gateway.web;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.linecorp.armeria.common.HttpData;
import dev.cuffline.gateway.registry.RegistryJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;

/** Whose data an answer holds, for the audit log. */
final class PatientsIn {
  private static final String PATIENT = "patient";
  private static final String ID = "id";
  private static final String PATIENTS = "/patients";

  private PatientsIn() {}

  /**
   * Every id under the name {@code patient}, and in lists of patients their own.
   *
   * @param path of the endpoint
   */
  static Set<String> json(HttpData content, String path) {
    Set<String> found = new HashSet<>();
    try (JsonParser parser = RegistryJson.MAPPER.createParser(content.toInputStream())) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.VALUE_STRING && isPatient(parser.currentName(), path)) {
          found.add(parser.getText());
        }
      }
      return found;
    } catch (IOException impossible) {
      throw new UncheckedIOException("an answer must be readable JSON", impossible);
    }
  }

  private static boolean isPatient(String name, String path) {
    return PATIENT.equals(name) || (ID.equals(name) && path.equals(PATIENTS));
  }
}
