package dev.cuffline.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.Observation;
import org.junit.jupiter.api.Test;

class FhirJsonTest {
  private static final FhirJson JSON = new FhirJson();

  private static Observation observation(int pulse) {
    return Samples.MAPPER
        .heartRate(Samples.withPulse(Samples.reading(), Integer.toString(pulse)), Samples.CONTEXT)
        .orElseThrow();
  }

  @Test
  void aResourceIsOneLine() {
    JSON.warmUp();

    assertThat(JSON.encode(observation(70))).doesNotContain("\n").startsWith("{").endsWith("}");
  }

  @Test
  void threadsDoNotDisturbEachOther() throws ExecutionException, InterruptedException {
    List<String> alone =
        IntStream.range(40, 140).mapToObj(i -> JSON.encode(observation(i))).toList();

    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<String>> together =
          IntStream.range(40, 140)
              .mapToObj(i -> threads.submit(() -> JSON.encode(observation(i))))
              .toList();

      for (int i = 0; i < alone.size(); i++) {
        assertThat(together.get(i).get()).isEqualTo(alone.get(i));
      }
    }
  }
}
