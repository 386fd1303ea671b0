package dev.cuffline.gateway.simulate;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * One line for each payload: JSON as it is, bytes of a binary format as hexadecimal digits. A
 * payload that breaks off gives a line that breaks off.
 */
public final class LinesOutlet implements Outlet {
  private final OutputStream out;
  private final boolean text;
  private long lines;

  /** Writes to the stream and closes it at the end. */
  public LinesOutlet(OutputStream out, PayloadEncoder format) {
    this.out = out;
    this.text = format.isText();
  }

  @Override
  public void send(Emission emission) throws IOException {
    out.write(
        text
            ? emission.payload()
            : HexFormat.of().formatHex(emission.payload()).getBytes(StandardCharsets.US_ASCII));
    out.write('\n');
    lines++;
  }

  @Override
  public void settle() throws IOException {
    out.flush();
  }

  @Override
  public long acknowledged() {
    return lines;
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
