package dev.cuffline.gateway.simulate;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * CSV files that enrol made-up patients with their cuffs, as a practice would import its own:
 * ordered and consented before the first reading.
 */
public final class EnrolmentFiles {
  private EnrolmentFiles() {}

  /**
   * A patient with a cuff.
   *
   * @param id opaque
   */
  public record Row(String id, CuffIdentity cuff) {}

  /** {@code patients.csv}. */
  public static String patients(List<Row> rows) {
    return IntStream.range(0, rows.size())
        .mapToObj(i ->
            "%s,Simulated,Number %d,%s,%s"
                .formatted(
                    rows.get(i).id(),
                    i + 1,
                    LocalDate.of(1940, 1, 1).plusDays(i * 17L % 14_000),
                    rows.get(i).cuff().zone()))
        .collect(lines("id,family,given,birth_date,zone"));
  }

  /**
   * {@code devices.csv}.
   *
   * @param login whether each cuff gets a login of its own
   */
  public static String devices(List<Row> rows, PayloadEncoder format, boolean login) {
    return rows.stream()
        .map(row -> {
          CuffIdentity cuff = row.cuff();
          String keys =
              switch (format.naming()) {
                case LOGIN -> ",,";
                case IMEI -> cuff.imei() + ",,";
                case BLUETOOTH -> "," + cuff.bluetooth() + ",";
                case VENDOR_KEY -> ",," + format.vendorKey(cuff);
              };
          return cuff.login()
              + ","
              + keys
              + ","
              + format.format()
              + ","
              + (login ? "yes" : "no")
              + ",FDA";
        })
        .collect(lines("id,imei,ble,other_key,format,login,regulatory_status"));
  }

  /** {@code enrolments.csv}. */
  public static String enrolments(List<Row> rows, String practitioner, LocalDate since) {
    return rows.stream()
        .map(row ->
            "e-%1$s,%1$s,%2$s,I10,%3$s,%3$s,VERBAL,yes,yes,%3$s"
                .formatted(row.id(), practitioner, since))
        .collect(
            lines(
                "id,patient,practitioner,diagnoses,ordered_on,consent_on,consent_method,"
                    + "consent_cost_share,established_patient,started_on"));
  }

  /** {@code assignments.csv}. */
  public static String assignments(List<Row> rows, LocalDate since) {
    return rows.stream()
        .map(row -> row.cuff().login() + "," + row.id() + "," + since)
        .collect(lines("device,patient,from"));
  }

  private static java.util.stream.Collector<CharSequence, ?, String> lines(String header) {
    return Collectors.joining("\n", header + "\n", "\n");
  }
}
