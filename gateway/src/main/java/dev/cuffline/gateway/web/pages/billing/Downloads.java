package dev.cuffline.gateway.web.pages.billing;

import com.linecorp.armeria.common.ContentDisposition;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;

/** Files that a browser keeps instead of showing. */
final class Downloads {
  private Downloads() {}

  static HttpResponse of(MediaType type, String name, byte[] content) {
    return HttpResponse.of(
        ResponseHeaders.builder(HttpStatus.OK)
            .contentType(type)
            .contentDisposition(ContentDisposition.of("attachment", "", name))
            .set(HttpHeaderNames.CACHE_CONTROL, "no-store")
            .build(),
        HttpData.wrap(content));
  }
}
