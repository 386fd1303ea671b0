package dev.cuffline.gateway.web.pages;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;

/** Templates, precompiled at build, and the headers of every page. */
public final class Renderer {
  /**
   * Files of our own alone: no inline script or style, nothing from elsewhere, in no frame. The
   * same origin is all that a page talks to.
   */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private final TemplateEngine engine =
      TemplateEngine.createPrecompiled(
          null, ContentType.Html, Renderer.class.getClassLoader(), Renderer.class.getPackageName());

  Renderer() {}

  public HttpResponse page(String template, Object view) {
    return page(HttpStatus.OK, template, view);
  }

  public HttpResponse page(HttpStatus status, String template, Object view) {
    StringOutput output = new StringOutput();
    engine.render(template, view, output);
    return HttpResponse.of(
        headers(status).contentType(MediaType.HTML_UTF_8).build(),
        HttpData.ofUtf8(FormTokens.written(output.toString())));
  }

  /** See other: what follows a form that was sent. */
  public HttpResponse redirect(String path) {
    return HttpResponse.of(
        headers(HttpStatus.SEE_OTHER).set(HttpHeaderNames.LOCATION, path).build());
  }

  private static ResponseHeadersBuilder headers(HttpStatus status) {
    return ResponseHeaders.builder(status).set(HttpHeaderNames.CONTENT_SECURITY_POLICY, POLICY);
  }
}
