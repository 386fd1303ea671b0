package dev.cuffline.gateway.bench;

import dev.cuffline.gateway.store.Database;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;

/**
 * What every load test is given.
 *
 * @param home the installation folder
 * @param work a folder of its own, which the caller deletes
 * @param javaOptions further options of the gateway's Java machine
 * @param openStore opens the store in a data folder, to enrol devices before a gateway starts
 */
public record Bench(
    Path home,
    Path work,
    List<String> javaOptions,
    Clock clock,
    Function<Path, Database> openStore,
    BenchReport.Circumstances circumstances) {
  static URI http(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }
}
