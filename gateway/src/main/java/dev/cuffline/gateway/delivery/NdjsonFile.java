package dev.cuffline.gateway.delivery;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** An append-only file of lines whose length is known to the ledger. */
final class NdjsonFile implements AutoCloseable {
  private final FileChannel channel;

  private NdjsonFile(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Opens or creates a file and cuts off what the ledger does not know.
   *
   * @param length bytes that the ledger says were sent
   * @throws IOException also when the file is shorter than the ledger says: something that was sent
   *     is gone, and only a person can say what to do
   */
  static NdjsonFile open(Path file, long length) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (channel.size() < length) {
      long size = channel.size();
      channel.close();
      throw new IOException(
          file
              + " has "
              + size
              + " bytes but "
              + length
              + " were delivered to it; restore the file, or give the destination a new folder");
    }
    if (channel.size() > length) {
      channel.truncate(length);
      channel.force(true);
    }
    channel.position(length);
    return new NdjsonFile(channel);
  }

  /** Appends the lines and returns the new length after they are on the disk. */
  long append(List<String> lines) throws IOException {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line).append('\n'));
    ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    channel.force(false);
    return channel.position();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
