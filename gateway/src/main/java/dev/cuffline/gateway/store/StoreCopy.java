package dev.cuffline.gateway.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** A copy of an embedded store at one instant, also of one that a gateway has open. */
public final class StoreCopy {
  private StoreCopy() {}

  /**
   * Copies it.
   *
   * @param to must not exist
   * @throws IllegalArgumentException when there is no store
   */
  public static void make(Path from, Path to) {
    if (!Files.isRegularFile(from)) {
      throw new IllegalArgumentException(
          "there is no store at " + from + "; set data.folder to the folder of the gateway");
    }
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + from);
        PreparedStatement copy = connection.prepareStatement("VACUUM INTO ?")) {
      copy.setString(1, to.toString());
      copy.execute();
    } catch (SQLException fault) {
      throw new StoreException("the store could not be copied", fault);
    }
  }
}
