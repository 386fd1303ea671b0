package dev.cuffline.gateway.ingress.listener;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslContext;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts TLS before each new connection, with the certificate that its files hold at that time.
 * Connections that are open keep the one they began with.
 */
final class TlsContext implements Consumer<ChannelPipeline> {
  private static final Logger LOG = LoggerFactory.getLogger(TlsContext.class);

  private final TlsSettings settings;
  private TlsFiles seen;
  private String problem = "";
  private volatile SslContext current;

  /**
   * Reads the files. Blocks.
   *
   * @throws ListenerException when they cannot be used; the message names setting and file
   */
  TlsContext(TlsSettings settings) {
    this.settings = settings;
    seen = TlsFiles.read(settings);
    current = seen.context(settings);
    announce("TLS certificate in use");
  }

  @Override
  public void accept(ChannelPipeline pipeline) {
    pipeline.addLast("tls", current.newHandler(pipeline.channel().alloc()));
  }

  /**
   * Takes the files over if they have changed; what cannot be used is said once, and the old
   * certificate stays: half of a renewal may be written yet. Blocks; called by one thread at a
   * time.
   */
  void reload() {
    try {
      TlsFiles found = TlsFiles.read(settings);
      if (found.equals(seen)) {
        return;
      }
      current = found.context(settings);
      seen = found;
      problem = "";
      announce("TLS certificate renewed");
    } catch (ListenerException unfit) {
      complain(String.valueOf(unfit.getMessage()));
    }
  }

  private void complain(String found) {
    if (!found.equals(problem)) {
      problem = found;
      LOG.atWarn()
          .addKeyValue("problem", found)
          .log("The TLS files have changed and cannot be used; the old certificate stays");
    }
  }

  private void announce(String message) {
    LOG.atInfo()
        .addKeyValue("validUntil", seen.leaf(settings).getNotAfter().toInstant())
        .log(message);
  }
}
