package dev.cuffline.gateway.ops;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * The folder that holds journal and store, locked for this process while it is open.
 *
 * <p>The lock is the operating system's on {@code gateway.lock}: it ends with the process, however
 * that ends. The file's content is only the holder's process id, for the message a second one gets.
 */
public final class DataFolder implements AutoCloseable {
  static final String LOCK_FILE = "gateway.lock";

  private final Path path;
  private final FileChannel channel;

  private DataFolder(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Makes the folder when it is missing, readable by its owner only, and locks it.
   *
   * @throws DataFolderException when another process (or another part of this one) holds it, or it
   *     cannot be made or written
   */
  public static DataFolder open(Path folder) {
    Path path = folder.toAbsolutePath().normalize();
    try {
      create(path);
      return lock(path);
    } catch (FileAlreadyExistsException noFolder) {
      throw new DataFolderException(
          "data folder " + path + " is not a folder (setting data.folder)", noFolder);
    } catch (AccessDeniedException denied) {
      throw new DataFolderException(
          "data folder " + path + " cannot be written by this user (setting data.folder)", denied);
    } catch (IOException fault) {
      throw new DataFolderException(
          "data folder " + path + " cannot be used (setting data.folder)", fault);
    }
  }

  /** Absolute. */
  public Path path() {
    return path;
  }

  /** Gives the folder free. The lock file stays: removing it could let two processes in. */
  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException fault) {
      throw new DataFolderException("data folder " + path + " cannot be released", fault);
    }
  }

  private static void create(Path path) throws IOException {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] ownerOnly =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
            }
            : new FileAttribute<?>[0];
    Files.createDirectories(path, ownerOnly);
  }

  private static DataFolder lock(Path path) throws IOException {
    Path file = path.resolve(LOCK_FILE);
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    try {
      if (tryLock(channel) == null) {
        throw new DataFolderException(
            "data folder %s is in use by another gateway%s: stop that one, or choose another folder (setting data.folder)"
                .formatted(path, holder(channel)));
      }
      byte[] pid = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
      channel.truncate(0).write(ByteBuffer.wrap(pid), 0);
      return new DataFolder(path, channel);
    } catch (IOException | RuntimeException refused) {
      channel.close();
      throw refused;
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException sameProcess) {
      return null;
    }
  }

  /** Best effort: on some systems a locked file cannot be read. */
  private static String holder(FileChannel channel) {
    try {
      var pid = ByteBuffer.allocate(20);
      int length = channel.read(pid, 0);
      return length > 0
          ? " (process " + new String(pid.array(), 0, length, StandardCharsets.US_ASCII) + ")"
          : "";
    } catch (IOException unreadable) {
      return "";
    }
  }
}
