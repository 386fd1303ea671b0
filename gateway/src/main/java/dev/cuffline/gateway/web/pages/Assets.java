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
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
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
  private static final String HTMX = "htmx.org";
  private static final String UPLOT = "uplot";

  /** Our own, in the order in which pages load them. */
  private static final List<String> STYLES =
      List.of(
          "cuffline.css",
          "accounts.css",
          "devices.css",
          "billing.css",
          "care.css",
          "work.css",
          "chart.css");

  private static final List<String> SCRIPTS = List.of("cuffline.js", "care.js", "chart.js");

  private final Map<String, File> files = new LinkedHashMap<>();
  private final Map<String, String> paths = new LinkedHashMap<>();

  private record File(MediaType type, HttpData content) {}

  /** Reads every file. */
  Assets() {
    add("icon.svg", MediaType.SVG_UTF_8, own("icon.svg"));
    STYLES.forEach(name -> add(name, MediaType.CSS_UTF_8, own(name)));
    add("uplot.css", MediaType.CSS_UTF_8, webJar(UPLOT, "dist/uPlot.min.css"));
    add("uplot.js", MediaType.JAVASCRIPT_UTF_8, webJar(UPLOT, "dist/uPlot.iife.min.js"));
    add("htmx.js", MediaType.JAVASCRIPT_UTF_8, webJar(HTMX, "dist/htmx.min.js"));
    SCRIPTS.forEach(name -> add(name, MediaType.JAVASCRIPT_UTF_8, own(name)));
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

  private static byte[] webJar(String name, String file) {
    return bytes("/META-INF/resources/webjars/" + name + "/" + version(name) + "/" + file);
  }

  private static String version(String webJar) {
    Properties properties = new Properties();
    String path = "/META-INF/maven/org.webjars.npm/" + webJar + "/pom.properties";
    try (InputStream stream = stream(path)) {
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

  /** The path of each file by its name, in the order in which pages load them. */
  Map<String, String> paths() {
    return Collections.unmodifiableMap(paths);
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
