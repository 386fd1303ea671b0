package dev.cuffline.gateway.delivery;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
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
   * @throws IOException when the file is shorter than the ledger says: something that was sent is
   *     gone, and only a person can say what to do
   */
  static NdjsonFile open(Path file, long length) throws IOException {
    check(file, length);
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (channel.size() > length) {
      channel.truncate(length);
      channel.force(true);
    }
    channel.position(length);
    return new NdjsonFile(channel);
  }

  /**
   * Changes nothing.
   *
   * @throws IOException when the file is shorter than the ledger says
   */
  static void check(Path file, long length) throws IOException {
    long size = Files.exists(file) ? Files.size(file) : 0;
    if (size < length) {
      throw new IOException(
          file
              + " has "
              + size
              + " bytes but "
              + length
              + " were delivered to it; restore the file, or give the destination a new folder");
    }
  }

  /** Bytes so far. */
  long length() throws IOException {
    return channel.position();
  }

  /** Appends the lines, each with its end, and returns the new length once they are on the disk. */
  long append(List<byte[]> lines) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(lines.stream().mapToInt(line -> line.length).sum());
    lines.forEach(bytes::put);
    bytes.flip();
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
