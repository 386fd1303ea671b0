package dev.cuffline.gateway.ops;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** A process that opens a data folder, and holds it until it is killed or its input ends. */
final class FolderHolder {
  static final int HELD = 'h';
  static final int REFUSED = 'r';

  private FolderHolder() {}

  public static void main(String[] arguments) throws IOException {
    try (DataFolder _ = DataFolder.open(Path.of(arguments[0]))) {
      say(HELD);
      System.in.transferTo(OutputStream.nullOutputStream());
    } catch (DataFolderException refused) {
      say(REFUSED);
    }
  }

  private static void say(int answer) {
    System.out.write(answer);
    System.out.flush();
  }
}
