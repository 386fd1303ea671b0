package dev.cuffline.gateway.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.RequestHeadersBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose form it is. */
final class OriginTest {
  @ParameterizedTest
  @CsvSource({
    "same-origin, , true",
    "same-site, http://gateway:8080, false",
    "cross-site, http://gateway:8080, false",
    "none, , false",
    ", http://gateway:8080, true",
    ", https://gateway:8080, true",
    ", http://gateway:8081, false",
    ", http://evil.example, false",
    ", null, false",
    ", , false"
  })
  void aFormIsOursOrIsRefused(@Nullable String site, @Nullable String origin, boolean ours) {
    RequestHeadersBuilder headers =
        RequestHeaders.builder(HttpMethod.POST, "/login").authority("gateway:8080");
    if (site != null) {
      headers.set("sec-fetch-site", site);
    }
    if (origin != null) {
      headers.set("origin", origin);
    }

    assertThat(Origin.isOurs(headers.build())).isEqualTo(ours);
  }
}
