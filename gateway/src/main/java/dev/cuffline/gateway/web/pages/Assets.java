package dev.cuffline.gateway.web.pages;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.HttpService;
import dev.cuffline.gateway.registry.Secrets;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/**
 * Style sheet, scripts and icon, from the class path. A file's path holds a hash of its content, so
 * that browsers keep it for ever and never keep an old one.
 */
final class Assets {
  private static final String ROOT = "/assets/";
  private static final String FOR_EVER = "public, max-age=31536000, immutable";
  private static final int HASH_LENGTH = 16;
  private static final String HTMX = "org.webjars.npm/htmx.org";

  private final Map<String, File> files = new LinkedHashMap<>();
  private final Map<String, String> paths = new LinkedHashMap<>();

  private record File(MediaType type, HttpData content) {}

  /** Reads every file. */
  Assets() {
    add("cuffline.css", MediaType.CSS_UTF_8, own("cuffline.css"));
    add("cuffline.js", MediaType.JAVASCRIPT_UTF_8, own("cuffline.js"));
    add("icon.svg", MediaType.SVG_UTF_8, own("icon.svg"));
    add(
        "htmx.js",
        MediaType.JAVASCRIPT_UTF_8,
        bytes("/META-INF/resources/webjars/htmx.org/" + version() + "/dist/htmx.min.js"));
  }

  private void add(String name, MediaType type, byte[] content) {
    String hash =
        Secrets.sha256Hex(new String(content, StandardCharsets.UTF_8)).substring(0, HASH_LENGTH);
    paths.put(name, ROOT + hash + "/" + name);
    files.put(ROOT + hash + "/" + name, new File(type, HttpData.wrap(content)));
  }

  private static byte[] own(String name) {
    return bytes("/dev/cuffline/gateway/web/pages/" + name);
  }

  private static String version() {
    Properties properties = new Properties();
    try (InputStream stream = stream("/META-INF/maven/" + HTMX + "/pom.properties")) {
      properties.load(stream);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
    return properties.getProperty("version");
  }

  private static byte[] bytes(String path) {
    try (InputStream stream = stream(path)) {
      return stream.readAllBytes();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private static InputStream stream(String path) {
    InputStream stream = Assets.class.getResourceAsStream(path);
    if (stream == null) {
      throw new IllegalStateException(path + " is missing from the class path");
    }
    return stream;
  }

  /** The path of each file by its name. */
  Map<String, String> paths() {
    return Map.copyOf(paths);
  }

  HttpService service() {
    return (context, request) -> {
      File file = files.get(context.path());
      if (file == null) {
        return HttpResponse.of(HttpStatus.NOT_FOUND);
      }
      return HttpResponse.of(
          ResponseHeaders.builder(HttpStatus.OK)
              .contentType(file.type())
              .set(HttpHeaderNames.CACHE_CONTROL, FOR_EVER)
              .build(),
          file.content());
    };
  }
}
