package dev.cuffline.gateway.store;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The current row of a result, read in the types of the domain. */
public final class Row {
  private final ResultSet result;
  private final Map<String, Integer> columns;

  /**
   * The current row of a result.
   *
   * @param columns place of each by its name, from 1: drivers look names up row by row
   */
  Row(ResultSet result, Map<String, Integer> columns) {
    this.result = result;
    this.columns = columns;
  }

  private int place(String column) throws SQLException {
    Integer place = columns.get(column);
    if (place == null) {
      throw new SQLException("the statement has no column " + column);
    }
    return place;
  }

  /** Text that is never null in this column. */
  public String text(String column) throws SQLException {
    return Objects.requireNonNull(result.getString(place(column)), column);
  }

  /** Text, or empty for null. */
  public Optional<String> optionalText(String column) throws SQLException {
    return Optional.ofNullable(result.getString(place(column)));
  }

  /** A whole number that is never null in this column. */
  public long number(String column) throws SQLException {
    return result.getLong(place(column));
  }

  /** A whole number, or empty for null. */
  public Optional<Long> optionalNumber(String column) throws SQLException {
    long value = result.getLong(place(column));
    return result.wasNull() ? Optional.empty() : Optional.of(value);
  }

  /** Zero is false. */
  public boolean flag(String column) throws SQLException {
    return result.getInt(place(column)) != 0;
  }

  /** A decimal with its scale. */
  public Optional<BigDecimal> decimal(String column) throws SQLException {
    return optionalText(column).map(BigDecimal::new);
  }

  /** An instant that is never null in this column. */
  public Instant instant(String column) throws SQLException {
    return Micros.toInstant(result.getLong(place(column)));
  }

  /** An instant, or empty for null. */
  public Optional<Instant> optionalInstant(String column) throws SQLException {
    return optionalNumber(column).map(Micros::toInstant);
  }

  /** A date, or empty for null. */
  public Optional<LocalDate> date(String column) throws SQLException {
    return optionalText(column).map(LocalDate::parse);
  }

  /** Bytes, or null. */
  @SuppressWarnings("NullAway") // JDBC says null for null
  public byte @Nullable [] bytes(String column) throws SQLException {
    return result.getBytes(place(column));
  }
}
