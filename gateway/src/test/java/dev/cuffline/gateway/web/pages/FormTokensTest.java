package dev.cuffline.gateway.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.common.RequestHeaders;
import dev.cuffline.gateway.access.ApiToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The secret of a session in its forms. */
final class FormTokensTest {
  private static final String FIELD = "<input type=\"hidden\" name=\"csrf\" value=\"secret\">";

  private final PageSession session = session("secret");

  private static PageSession session(String formToken) {
    ApiToken token = new ApiToken("admin", Optional.empty());
    return new PageSession("h", formToken, token, () -> Optional.of(token), Instant.EPOCH);
  }

  private String written(String html) {
    List<String> written = new ArrayList<>();
    FormTokens.in(
        session,
        () -> {
          written.add(FormTokens.written(html));
          return HttpResponse.of(200);
        });
    return written.getFirst();
  }

  @Test
  void everyFormThatSendsGetsItAndNoOther() {
    assertThat(
            written(
                "<form method=\"post\" action=\"/a\"><b></form><form class=\"x\" method=\"post\">"))
        .isEqualTo(
            "<form method=\"post\" action=\"/a\">"
                + FIELD
                + "<b></form><form class=\"x\" method=\"post\">"
                + FIELD);
    assertThat(written("<form method=\"dialog\">")).doesNotContain("csrf");
    assertThat(written("<form method=\"get\" action=\"/a\">")).doesNotContain("csrf");
  }

  @Test
  void aPageSaysItToScripts() {
    assertThat(written("<head><title>x</title></head>"))
        .isEqualTo("<head><title>x</title><meta name=\"csrf-token\" content=\"secret\">\n</head>");
  }

  @Test
  void withoutASessionNothingIsWritten() {
    assertThat(FormTokens.written("<form method=\"post\">")).isEqualTo("<form method=\"post\">");
  }

  @Test
  void onlyTheSessionsOwnFits() {
    RequestHeaders none = RequestHeaders.of(HttpMethod.POST, "/a");

    assertThat(FormTokens.fits(session, none, QueryParams.of("csrf", "secret"))).isTrue();
    assertThat(
            FormTokens.fits(
                session,
                RequestHeaders.of(HttpMethod.POST, "/a", "x-csrf-token", "secret"),
                QueryParams.of()))
        .isTrue();
    assertThat(FormTokens.fits(session, none, QueryParams.of())).isFalse();
    assertThat(FormTokens.fits(session("other"), none, QueryParams.of("csrf", "secret"))).isFalse();
  }

  /** A form in another writing would be without it. */
  @Test
  void everyFormOfATemplateIsWrittenInTheWayThatIsFound() throws IOException {
    Pattern any = Pattern.compile("<form\\b[^>]*", Pattern.CASE_INSENSITIVE);
    Pattern known = Pattern.compile("<form\\b[^>]*\\bmethod=\"(post|get|dialog)\".*");
    try (Stream<Path> files = Files.walk(Path.of("src", "main", "jte"))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".jte")).toList()) {
        Matcher forms = any.matcher(read(file));
        while (forms.find()) {
          assertThat(forms.group()).as(file.toString()).matches(known);
        }
      }
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
