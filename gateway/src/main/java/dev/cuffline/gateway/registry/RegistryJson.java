package dev.cuffline.gateway.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdDelegatingSerializer;
import com.fasterxml.jackson.databind.util.StdConverter;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.cuffline.rules.reading.DeviceId;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.PracticeId;
import dev.cuffline.rules.reading.ReadingId;
import java.util.List;
import java.util.function.Function;

/**
 * How the registry's records look as JSON: field names as in the records, ids and keys as text,
 * instants in UTC, empty values left out.
 */
public final class RegistryJson {
  private static final int DEEPEST = 32;

  /** Reads and writes JSON; may be used by many threads, must not be configured further. */
  public static final JsonMapper MAPPER = mapper();

  private RegistryJson() {}

  private static JsonMapper mapper() {
    SimpleModule words = new SimpleModule("cuffline");
    words.addSerializer(text(PracticeId.class, PracticeId::value));
    words.addSerializer(text(PatientId.class, PatientId::value));
    words.addSerializer(text(DeviceId.class, DeviceId::value));
    words.addSerializer(text(ReadingId.class, ReadingId::value));
    words.addSerializer(text(DeviceKey.class, DeviceKey::text));
    words.addSerializer(text(Npi.class, Npi::value));
    JsonMapper mapper =
        JsonMapper.builder()
            .addModules(new Jdk8Module(), new JavaTimeModule(), words)
            .defaultPropertyInclusion(
                JsonInclude.Value.construct(
                    JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
            .disable(
                SerializationFeature.WRITE_DATES_AS_TIMESTAMPS,
                SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();
    mapper
        .getFactory()
        .setStreamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build());
    return mapper;
  }

  private static <T> StdDelegatingSerializer text(Class<T> type, Function<T, String> text) {
    return new StdDelegatingSerializer(
        type,
        new StdConverter<T, String>() {
          @Override
          public String convert(T value) {
            return text.apply(value);
          }
        });
  }

  static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException fault) {
      throw new IllegalStateException("a registry record must be writable as JSON", fault);
    }
  }

  static List<String> texts(String json) {
    return read(json, new TypeReference<>() {});
  }

  static List<Caregiver> caregivers(String json) {
    return read(json, new TypeReference<>() {});
  }

  static JsonNode tree(String json) {
    return read(json, new TypeReference<>() {});
  }

  private static <T> T read(String json, TypeReference<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (JsonProcessingException fault) {
      throw new IllegalStateException("what is in the store is not readable JSON");
    }
  }
}
