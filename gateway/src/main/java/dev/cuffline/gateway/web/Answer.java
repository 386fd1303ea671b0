package dev.cuffline.gateway.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import dev.cuffline.gateway.registry.RegistryJson;
import dev.cuffline.gateway.registry.Saved;
import java.util.Optional;

/**
 * What an endpoint answers.
 *
 * @param status HTTP status
 * @param body written as JSON
 * @param location of what was made
 */
record Answer(HttpStatus status, Object body, Optional<String> location) {
  static Answer ok(Object body) {
    return new Answer(HttpStatus.OK, body, Optional.empty());
  }

  static Answer created(Object body, String location) {
    return new Answer(HttpStatus.CREATED, body, Optional.of(location));
  }

  /** 201 for something new, 200 for something that was there. */
  static Answer saved(Object body, Saved saved, String location) {
    return saved == Saved.CREATED ? created(body, location) : ok(body);
  }

  AggregatedHttpResponse toResponse() {
    var headers = ResponseHeaders.builder(status).contentType(MediaType.JSON_UTF_8);
    location.ifPresent(path -> headers.set(HttpHeaderNames.LOCATION, Endpoints.ROOT + path));
    return AggregatedHttpResponse.of(headers.build(), HttpData.wrap(json(body)));
  }

  static byte[] json(Object body) {
    try {
      return RegistryJson.MAPPER.writeValueAsBytes(body);
    } catch (JsonProcessingException fault) {
      throw new IllegalStateException("an answer must be writable as JSON", fault);
    }
  }
}
