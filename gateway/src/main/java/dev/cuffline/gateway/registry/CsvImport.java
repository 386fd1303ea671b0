package dev.cuffline.gateway.registry;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** One CSV file inside one command: every line is tried, every problem is listed. */
final class CsvImport {
  private static final int MOST_PROBLEMS = 1_000;

  private final Change change;
  private final String file;
  private final Supplier<String> newId;
  private final List<ImportProblem> problems = new ArrayList<>();
  private final List<IssuedSecret> secrets = new ArrayList<>();
  private final Map<Saved, Integer> counts = new EnumMap<>(Saved.class);

  CsvImport(Change change, String file, Supplier<String> newId) {
    this.change = change;
    this.file = file;
    this.newId = newId;
  }

  ImportResult run(ImportKind kind, byte[] content) throws SQLException {
    CSVFormat format = CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get();
    try (CSVParser parser = CSVParser.parse(new StringReader(text(content)), format)) {
      read(kind, parser);
    } catch (IOException fault) {
      throw new IllegalStateException("a text in memory must be readable", fault);
    }
    if (!problems.isEmpty()) {
      throw new ImportException(problems);
    }
    return new ImportResult(
        counts.getOrDefault(Saved.CREATED, 0),
        counts.getOrDefault(Saved.CHANGED, 0),
        counts.getOrDefault(Saved.UNCHANGED, 0),
        secrets);
  }

  private String text(byte[] content) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException notUtf8) {
      problem(1, "", "must be text in UTF-8");
      throw new ImportException(problems);
    }
  }

  private void read(ImportKind kind, CSVParser parser) throws SQLException {
    var lines = parser.iterator();
    List<String> header = List.of();
    int line = 1;
    try {
      while (lines.hasNext() && problems.size() < MOST_PROBLEMS) {
        CSVRecord record = lines.next();
        if (header.isEmpty()) {
          header = header(kind, record);
        } else {
          line(kind, header, record, line);
        }
        line = Math.toIntExact(parser.getCurrentLineNumber()) + 1;
      }
    } catch (UncheckedIOException | IllegalStateException malformed) {
      problem(line, "", "must be quoted as in RFC 4180");
    }
    if (header.isEmpty()) {
      problem(1, "", "must begin with a header: " + String.join(",", kind.required()) + " …");
    }
  }

  private List<String> header(ImportKind kind, CSVRecord record) {
    List<String> header = record.stream().map(String::strip).toList();
    Set<String> seen = new HashSet<>();
    for (String column : header) {
      if (!kind.columns().contains(column)) {
        problem(
            1, column, "is not a column of " + kind.word() + Nearest.hint(column, kind.columns()));
      } else if (!seen.add(column)) {
        problem(1, column, "must be there once");
      }
    }
    for (String column : kind.required()) {
      if (!header.contains(column)) {
        problem(1, column, "must be in the header");
      }
    }
    if (!problems.isEmpty()) {
      throw new ImportException(problems);
    }
    return header;
  }

  private void line(ImportKind kind, List<String> header, CSVRecord record, int line)
      throws SQLException {
    if (record.size() != header.size()) {
      problem(
          line, "", "must have " + header.size() + " values like the header, has " + record.size());
      return;
    }
    CsvLine values = new CsvLine(header, record);
    try {
      Saved saved = save(kind, values);
      counts.merge(saved, 1, Integer::sum);
    } catch (CsvLine.BadLineException bad) {
      values.problems().forEach((column, expected) -> problem(line, column, expected));
    } catch (InvalidValueException bad) {
      problem(line, column(kind, bad.field()), bad.problem());
    } catch (RefusedException refused) {
      problem(line, column(kind, refused.field()), refused.problem());
    }
  }

  private Saved save(ImportKind kind, CsvLine values) throws SQLException {
    CsvRows rows = new CsvRows(change, newId, values);
    return switch (kind) {
      case PATIENTS -> PatientTable.save(change, rows.patient(), Mode.REPLACE).saved();
      case DEVICES -> {
        RegisteredDevice device =
            DeviceTable.save(change, rows.device(), values.flag("login"), Mode.REPLACE);
        device.secret().ifPresent(secrets::add);
        yield device.saved();
      }
      case DEVICE_EVENTS -> DeviceEventTable.save(change, rows.deviceEvent()).saved();
      case ASSIGNMENTS -> AssignmentTable.save(change, rows.assignment(), Mode.REPLACE).saved();
      case ENROLMENTS -> EnrolmentTable.save(change, rows.enrolment(), Mode.REPLACE).saved();
    };
  }

  /** The column of a record's field: {@code order.frequencyPerDay} is frequency_per_day. */
  private static String column(ImportKind kind, String field) {
    String dashed = field.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    for (String candidate : List.of(dashed.replace('.', '_'), dashed.replaceAll(".*\\.", ""))) {
      if (kind.columns().contains(candidate)) {
        return candidate;
      }
    }
    return Optional.of(field)
        .filter("identifiers"::equals)
        .map(mrn -> "mrn")
        .orElse(kind == ImportKind.DEVICES ? "" : dashed);
  }

  private void problem(int line, String column, String expected) {
    problems.add(new ImportProblem(file, line, column, expected));
  }
}
