package dev.cuffline.endtoend.jmh;

import dev.cuffline.fhir.FhirJson;
import dev.cuffline.fhir.IdentifierSystems;
import dev.cuffline.fhir.ObservationContext;
import dev.cuffline.fhir.ObservationMapper;
import dev.cuffline.fhir.ResourceIds;
import dev.cuffline.rules.reading.BloodPressure;
import dev.cuffline.rules.reading.DeviceId;
import dev.cuffline.rules.reading.EntryMethod;
import dev.cuffline.rules.reading.MeasuredAt;
import dev.cuffline.rules.reading.PatientId;
import dev.cuffline.rules.reading.Reading;
import dev.cuffline.rules.reading.ReadingId;
import dev.cuffline.rules.reading.ReadingStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.hl7.fhir.r4.model.Observation;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Observations a second on one core, from a reading to JSON: a pressure and a pulse. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(1)
public class MapBenchmark {
  private static final Instant MEASURED = Instant.parse("2026-01-11T13:00:00Z");

  private final FhirJson json = new FhirJson();
  private final ObservationMapper mapper =
      new ObservationMapper(
          new ResourceIds(new byte[32]), IdentifierSystems.below("https://gateway.example.org"));
  private final ObservationContext context =
      new ObservationContext(
          "Patient/p1", Optional.of("Device/cuff-1"), ZoneId.of("America/New_York"));
  private final Reading reading =
      new Reading(
          new ReadingId("r1"),
          new PatientId("p1"),
          new DeviceId("cuff"),
          MeasuredAt.device(MEASURED),
          MEASURED.plusSeconds(60),
          MEASURED.plusSeconds(60),
          Optional.of(BloodPressure.of(126, 76)),
          Optional.of(new BigDecimal("71")),
          Set.of(),
          EntryMethod.AUTOMATIC,
          ReadingStatus.FINAL,
          true);

  /** Maps and encodes both. */
  @Benchmark
  @OperationsPerInvocation(2)
  public void mapAndEncode(Blackhole sink) {
    for (Observation observation : mapper.toObservations(reading, context)) {
      sink.consume(json.encode(observation));
    }
  }
}
