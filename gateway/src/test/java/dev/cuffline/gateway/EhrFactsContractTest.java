package dev.cuffline.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cuffline.fhir.FhirJson;
import dev.cuffline.fhir.Shape;
import dev.cuffline.gateway.delivery.Manner;
import dev.cuffline.gateway.delivery.fhir.EhrMap;
import dev.cuffline.gateway.delivery.fhir.FhirSettings;
import dev.cuffline.gateway.intake.TestGateway;
import dev.cuffline.gateway.registry.Circumstances;
import dev.cuffline.gateway.registry.Circumstances.Payer;
import dev.cuffline.gateway.registry.Circumstances.Span;
import dev.cuffline.gateway.registry.Consent;
import dev.cuffline.gateway.registry.ConsentMethod;
import dev.cuffline.gateway.registry.EhrCompletion;
import dev.cuffline.gateway.registry.EhrProposal;
import dev.cuffline.gateway.registry.Enrolment;
import dev.cuffline.gateway.registry.Mode;
import dev.cuffline.gateway.registry.Order;
import dev.cuffline.gateway.registry.Page;
import dev.cuffline.gateway.registry.Patient;
import dev.cuffline.gateway.registry.RegistryQueries;
import dev.cuffline.gateway.registry.SetUp;
import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.web.EhrRecords;
import dev.cuffline.rules.reading.PatientId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an EHR knows of an enrolment: filled in where it is missing, proposed where it differs. */
abstract class EhrFactsContractTest {
  private static final String ID = "enrolment-1";
  private static final LocalDate STARTED = LocalDate.of(2025, 12, 1);
  private static final Order NO_ORDER = new Order(Optional.empty(), Optional.empty(), 2);
  private static final EhrMap WORDS =
      EhrMap.parse(
          """
          payers:
            - {is: "urn:payers|00112", profile: medicare-2026}
            - {name: Example Health Plan, profile: commercial-2025-codes}
          consents:
            - {is: "urn:consents|RPM", method: written}
            - {is: "urn:consents|RPM-ANY"}
          orders: ["urn:orders|HOME-BP"]
          """,
          "words.yaml");

  private Database database;
  private TestGateway gateway;
  private FakeEhr ehr;

  /** A fresh store. */
  abstract Database open();

  @BeforeEach
  void start() throws IOException {
    database = open();
    gateway = new TestGateway(database);
    gateway.people().practice().patient("p-1");
    ehr = new FakeEhr();
    ehr.has(
        """
        {"resourceType": "Patient", "id": "e1", "identifier": [{"system": "urn:mrn",
         "value": "M-p-1"}], "name": [{"family": "Quillfeather", "given": ["Ben"]}]}
        """);
    ehr.has(
        """
        {"resourceType": "Practitioner", "id": "dr", "identifier":
         [{"system": "http://hl7.org/fhir/sid/us-npi", "value": "1234567893"}]}
        """);
    ehr.has(
        """
        {"resourceType": "Practitioner", "id": "other", "identifier":
         [{"system": "http://hl7.org/fhir/sid/us-npi", "value": "1245319599"}]}
        """);
  }

  @AfterEach
  void stop() {
    ehr.close();
    gateway.close();
    database.close();
  }

  private void enrolled(Order order, Consent consent, boolean established) {
    gateway
        .registry()
        .save(
            TestGateway.PRACTICE,
            new Enrolment(
                ID,
                new PatientId("p-1"),
                "dr-a",
                "medicare-2026",
                List.of("I10"),
                order,
                consent,
                established,
                Optional.empty(),
                SetUp.NONE,
                STARTED,
                Optional.empty()),
            Mode.REPLACE,
            "nurse-1")
        .join();
  }

  private void enrolled() {
    enrolled(NO_ORDER, Consent.NONE, false);
  }

  private EhrRecords.Refreshed refresh(EhrMap words) throws Exception {
    FhirSettings usual = FhirSettings.usual(ehr.base());
    FhirSettings settings =
        new FhirSettings(
            usual.base(),
            usual.credentials(),
            usual.connectTimeout(),
            usual.requestTimeout(),
            usual.batch(),
            usual.inFlight(),
            usual.writes(),
            usual.tls(),
            words);
    Destination destination =
        new Destination(
            "epic",
            new Destination.Target.Fhir(settings),
            new Destination.Start.Now(),
            Destination.Wanted.EVERYTHING,
            new Manner(Shape.USUAL, Manner.Subject.IDENTIFIER, "urn:mrn", "urn:cuffline"));
    return new EhrRefresh(
            List.of(destination), database, gateway.registry(), new FhirJson(), gateway.clock())
        .refresh(TestGateway.PRACTICE, "epic", Optional.of(new PatientId("p-1")), "admin");
  }

  private EhrRecords.Refreshed refresh() throws Exception {
    return refresh(WORDS);
  }

  private Enrolment onFile() {
    return database.read(s -> RegistryQueries.enrolment(s, TestGateway.PRACTICE, ID)).orElseThrow();
  }

  private Circumstances happened() {
    return database.read(s -> RegistryQueries.circumstances(s, TestGateway.PRACTICE, ID));
  }

  private List<EhrProposal> in(EhrProposal.State state) {
    return database.read(
        s -> RegistryQueries.ehrProposals(s, TestGateway.PRACTICE, state, new Page("", 100)));
  }

  private EhrProposal proposed() {
    assertThat(in(EhrProposal.State.PROPOSED)).hasSize(1);
    return in(EhrProposal.State.PROPOSED).getFirst();
  }

  private void accept(EhrCompletion completion) {
    gateway
        .registry()
        .acceptFromEhr(TestGateway.PRACTICE, proposed().id(), completion, "nurse-2")
        .join();
  }

  private void decline() {
    gateway.registry().declineFromEhr(TestGateway.PRACTICE, proposed().id(), "nurse-2").join();
  }

  private static String coverage(String status, String payor, String period) {
    return """
    {"resourceType": "Coverage", "id": "c1", "status": "%s", "beneficiary":
     {"reference": "Patient/e1"}, "payor": [%s], "period": %s}
    """
        .formatted(status, payor, period);
  }

  private static final String HEALTH_PLAN = "{\"display\": \"Example Health Plan\"}";

  private static String consent(String status, String code, String more) {
    return """
    {"resourceType": "Consent", "id": "n1", "status": "%s", "patient": {"reference": "Patient/e1"},
     "category": [{"coding": [{"system": "urn:consents", "code": "%s"}]}]%s}
    """
        .formatted(status, code, more);
  }

  private static String order(String status, String requester, String more) {
    return """
    {"resourceType": "ServiceRequest", "id": "o1", "status": "%s", "intent": "order",
     "identifier": [{"system": "urn:order-numbers", "value": "4711"}],
     "subject": {"reference": "Patient/e1"}, "requester": {"reference": "Practitioner/%s"},
     "code": {"coding": [{"system": "http://www.ama-assn.org/go/cpt", "code": "99454"}]}%s}
    """
        .formatted(status, requester, more);
  }

  private static String encounter(
      String id, String status, String kind, String who, String period) {
    return """
    {"resourceType": "Encounter", "id": "%s", "status": "%s", "class":
     {"system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "%s"},
     "subject": {"reference": "Patient/e1"}, "period": %s,
     "participant": [{"individual": {"reference": "Practitioner/%s"}}]}
    """
        .formatted(id, status, kind, period, who);
  }

  @Test
  void aLaterPayerIsFilledInWithWhoSaysSo() throws Exception {
    enrolled();
    ehr.has(coverage("active", HEALTH_PLAN, "{\"start\": \"2026-01-01\"}"));

    EhrRecords.Refreshed first = refresh();
    EhrRecords.Refreshed again = refresh();

    assertThat(first.filledIn()).isEqualTo(1);
    assertThat(first.proposed()).isEmpty();
    assertThat(again.filledIn()).isZero();
    assertThat(happened().payers())
        .containsExactly(new Payer(LocalDate.of(2026, 1, 1), "commercial-2025-codes"));
    List<String> actors =
        database.read(s ->
            s.list(
                "SELECT replaced_by FROM authored_history WHERE kind = 'circumstances'",
                row -> row.text("replaced_by")));
    assertThat(actors).containsExactly("epic Coverage/c1");
  }

  @Test
  void aPayerIsKnownByTheIdentifierOfItsOrganization() throws Exception {
    enrolled();
    ehr.has(
        """
        {"resourceType": "Organization", "id": "cms", "name": "CMS", "identifier":
         [{"system": "urn:payers", "value": "00112"}]}
        """);
    ehr.has(coverage("active", "{\"reference\": \"Organization/cms\"}", "{}"));

    EhrRecords.Refreshed refreshed = refresh();

    assertThat(refreshed.proposed()).isEmpty();
    assertThat(in(EhrProposal.State.ON_FILE)).hasSize(1);
  }

  @Test
  void anUnknownPayerIsAProposalAndNoGuess() throws Exception {
    enrolled();
    ehr.has(coverage("active", "{\"display\": \"Zenith\"}", "{\"start\": \"2026-01-01\"}"));

    refresh();

    assertThat(happened().payers()).isEmpty();
    assertThat(proposed().reason()).isEqualTo("no payer profile is known for this payer");
    assertThat(proposed().stated().words()).isEqualTo("payer Zenith from 2026-01-01");
    assertThat(proposed().onFile()).isEqualTo("payer medicare-2026 from 2025-12-01");
    assertThatThrownBy(() -> accept(EhrCompletion.NONE))
        .isInstanceOf(CompletionException.class)
        .hasMessageContaining("payerProfile must be given: the EHR does not say it");
    accept(new EhrCompletion(Optional.of("uhc-2026-planned"), Optional.empty(), Optional.empty()));
    assertThat(happened().payers())
        .containsExactly(new Payer(LocalDate.of(2026, 1, 1), "uhc-2026-planned"));
    assertThat(refresh().proposed()).isEmpty();
  }

  @Test
  void thePayerOfTheEnrolmentIsNotOverwritten() throws Exception {
    enrolled();
    ehr.has(coverage("active", HEALTH_PLAN, "{\"start\": \"2020-01-01\"}"));

    refresh();

    assertThat(onFile().payerProfile()).isEqualTo("medicare-2026");
    assertThat(proposed().reason()).contains("says otherwise");
    accept(EhrCompletion.NONE);
    assertThat(onFile().payerProfile()).isEqualTo("commercial-2025-codes");
  }

  @Test
  void aConsentWithDateAndMethodIsFilledInAndItsEndToo() throws Exception {
    enrolled();
    // Late on the 9th in New York.
    ehr.has(consent("active", "RPM", ", \"dateTime\": \"2025-12-10T03:00:00Z\""));
    refresh();
    Consent given =
        new Consent(
            Optional.of(LocalDate.of(2025, 12, 9)),
            Optional.of(ConsentMethod.WRITTEN),
            false,
            Optional.empty());
    assertThat(onFile().consent()).isEqualTo(given);

    ehr.has(
        consent(
            "inactive",
            "RPM",
            ", \"dateTime\": \"2025-12-10T03:00:00Z\","
                + " \"provision\": {\"period\": {\"end\": \"2026-01-10\"}}"));
    refresh();

    assertThat(onFile().consent().withdrawnOn()).hasValue(LocalDate.of(2026, 1, 11));
    assertThat(in(EhrProposal.State.PROPOSED)).isEmpty();
  }

  @Test
  void aWithdrawalWithoutADateWaitsForOne() throws Exception {
    LocalDate on = LocalDate.of(2025, 11, 30);
    enrolled(
        NO_ORDER,
        new Consent(Optional.of(on), Optional.of(ConsentMethod.VERBAL), true, Optional.empty()),
        true);
    ehr.has(consent("inactive", "RPM", ", \"dateTime\": \"2025-11-30\""));

    refresh();

    assertThat(onFile().consent().withdrawnOn()).isEmpty();
    assertThat(proposed().reason()).contains("holds no longer, and not since when");
    accept(
        new EhrCompletion(
            Optional.empty(), Optional.empty(), Optional.of(LocalDate.of(2026, 1, 15))));
    assertThat(onFile().consent())
        .isEqualTo(
            new Consent(
                Optional.of(on),
                Optional.of(ConsentMethod.VERBAL),
                true,
                Optional.of(LocalDate.of(2026, 1, 15))));
  }

  @Test
  void aConsentWithoutAMethodAndOneToTreatmentWaitForAPerson() throws Exception {
    enrolled();
    ehr.has(consent("active", "RPM-ANY", ", \"dateTime\": \"2025-12-01\""));

    refresh();

    assertThat(onFile().consent()).isEqualTo(Consent.NONE);
    accept(
        new EhrCompletion(
            Optional.empty(), Optional.of(ConsentMethod.ELECTRONIC), Optional.empty()));
    assertThat(onFile().consent().method()).hasValue(ConsentMethod.ELECTRONIC);
    ehr.has(
        """
        {"resourceType": "Consent", "id": "n2", "status": "active", "dateTime": "2024-05-01",
         "patient": {"reference": "Patient/e1"}, "scope": {"coding": [{"code": "treatment",
         "system": "http://terminology.hl7.org/CodeSystem/consentscope"}]}}
        """);
    assertThat(refresh().proposed()).as("a patient consents to many things").isEmpty();
  }

  @Test
  void anotherConsentIsProposedOnceAndAnewOnlyWhenItChanges() throws Exception {
    enrolled(
        NO_ORDER,
        new Consent(
            Optional.of(STARTED), Optional.of(ConsentMethod.VERBAL), true, Optional.empty()),
        true);
    ehr.has(consent("active", "RPM", ", \"dateTime\": \"2026-01-05\""));

    assertThat(refresh().proposed()).hasSize(1);
    assertThat(proposed().onFile()).isEqualTo("consent of 2025-12-01");
    assertThat(proposed().stated().words()).isEqualTo("consent of 2026-01-05");
    assertThat(refresh().proposed()).as("the same while it waits").isEmpty();
    decline();
    assertThat(refresh().proposed()).as("the same after it was declined").isEmpty();
    assertThat(onFile().consent().on()).hasValue(STARTED);
    ehr.has(consent("active", "RPM", ", \"dateTime\": \"2026-01-06\""));
    assertThat(refresh().proposed()).as("another one").hasSize(1);
  }

  @Test
  void whatWasDecidedOnOtherValuesIsRefused() throws Exception {
    enrolled(
        NO_ORDER,
        new Consent(
            Optional.of(STARTED), Optional.of(ConsentMethod.VERBAL), true, Optional.empty()),
        true);
    ehr.has(consent("active", "RPM", ", \"dateTime\": \"2026-01-05\""));
    refresh();
    enrolled(
        NO_ORDER,
        new Consent(
            Optional.of(STARTED.plusDays(1)),
            Optional.of(ConsentMethod.VERBAL),
            true,
            Optional.empty()),
        true);

    assertThatThrownBy(() -> accept(EhrCompletion.NONE)).hasMessageContaining("ask the EHR again");
    assertThat(refresh().proposed()).hasSize(1);
    assertThat(proposed().onFile()).isEqualTo("consent of 2025-12-02");
    assertThat(in(EhrProposal.State.SUPERSEDED)).hasSize(1);
  }

  @Test
  void anOrderByThePractitionerIsFilledInAndFollowsTheEhr() throws Exception {
    enrolled();
    ehr.has(order("active", "dr", ", \"authoredOn\": \"2025-12-01\""));
    refresh();
    Order ordered =
        new Order(
            Optional.of(LocalDate.of(2025, 12, 1)),
            Optional.empty(),
            2,
            Optional.of("urn:order-numbers|4711"));
    assertThat(onFile().order()).isEqualTo(ordered);

    ehr.has(
        order(
            "completed",
            "dr",
            ", \"occurrencePeriod\": {\"start\": \"2025-12-01\", \"end\": \"2026-01-19\"}"));
    refresh();

    assertThat(onFile().order().endsOn()).hasValue(LocalDate.of(2026, 1, 19));
    assertThat(in(EhrProposal.State.PROPOSED)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"other, by NPI 1245319599", "gone, by somebody without an NPI"})
  void anOrderBySomebodyElseIsProposed(String requester, String words) throws Exception {
    enrolled();
    ehr.has(order("active", requester, ", \"authoredOn\": \"2025-12-01\""));

    refresh();

    assertThat(onFile().order()).isEqualTo(NO_ORDER);
    assertThat(proposed().stated().words()).endsWith(words);
    assertThat(proposed().reason()).endsWith("practitioner, NPI 1234567893");
    accept(EhrCompletion.NONE);
    assertThat(onFile().order().on()).hasValue(LocalDate.of(2025, 12, 1));
  }

  @Test
  void anOrderThatAPersonWroteIsNotOverwritten() throws Exception {
    Order written = new Order(Optional.of(STARTED), Optional.empty(), 1);
    enrolled(written, Consent.NONE, true);
    ehr.has(order("active", "dr", ", \"authoredOn\": \"2026-01-02\""));

    refresh();

    assertThat(onFile().order()).isEqualTo(written);
    assertThat(proposed().onFile()).isEqualTo("order of 2025-12-01");
    ehr.has(order("entered-in-error", "dr", ", \"authoredOn\": \"2026-01-02\""));
    refresh();
    assertThat(in(EhrProposal.State.PROPOSED)).as("the EHR has taken it back").isEmpty();
  }

  @Test
  void whatAPersonMendsStaysMended() throws Exception {
    enrolled();
    ehr.has(order("active", "dr", ", \"authoredOn\": \"2025-12-01\""));
    refresh();
    Order mended = new Order(Optional.of(STARTED.plusDays(3)), Optional.empty(), 2);
    enrolled(mended, Consent.NONE, false);

    EhrRecords.Refreshed again = refresh();

    assertThat(again.filledIn()).isZero();
    assertThat(again.proposed()).isEmpty();
    assertThat(onFile().order()).isEqualTo(mended);
  }

  @Test
  void aFinishedVisitMakesAnEstablishedPatient() throws Exception {
    enrolled();
    ehr.has(encounter("v1", "finished", "AMB", "other", "{\"start\": \"2025-10-02\"}"));
    ehr.has(encounter("v2", "finished", "AMB", "dr", "{\"start\": \"2025-09-02\"}"));
    ehr.has(encounter("v3", "planned", "AMB", "dr", "{\"start\": \"2026-02-02\"}"));

    EhrRecords.Refreshed refreshed = refresh();

    assertThat(onFile().establishedPatient()).isTrue();
    assertThat(refreshed.proposed()).isEmpty();
    assertThat(in(EhrProposal.State.FILLED_IN))
        .singleElement()
        .extracting(fact -> fact.stated().words())
        .isEqualTo("visit on 2025-09-02 with NPI 1234567893");
  }

  @Test
  void aVisitWithSomebodyElseIsProposed() throws Exception {
    enrolled();
    ehr.has(encounter("v1", "finished", "AMB", "other", "{\"start\": \"2025-10-02\"}"));

    refresh();

    assertThat(onFile().establishedPatient()).isFalse();
    assertThat(proposed().onFile()).isEqualTo("no evidence of an established patient");
    accept(EhrCompletion.NONE);
    assertThat(onFile().establishedPatient()).isTrue();
  }

  @Test
  void aStayIsFilledInAndClosedWhenTheEhrClosesIt() throws Exception {
    enrolled();
    ehr.has(encounter("s1", "in-progress", "IMP", "dr", "{\"start\": \"2026-01-10\"}"));
    refresh();
    assertThat(happened().facilityStays())
        .containsExactly(new Span(LocalDate.of(2026, 1, 10), Optional.empty()));

    ehr.has(
        encounter(
            "s1", "finished", "IMP", "dr", "{\"start\": \"2026-01-10\", \"end\": \"2026-01-14\"}"));
    refresh();

    assertThat(happened().facilityStays())
        .containsExactly(
            new Span(LocalDate.of(2026, 1, 10), Optional.of(LocalDate.of(2026, 1, 14))));
    ehr.has(
        encounter(
            "s1",
            "entered-in-error",
            "IMP",
            "dr",
            "{\"start\": \"2026-01-10\", \"end\": \"2026-01-14\"}"));
    refresh();
    assertThat(proposed().reason()).contains("takes back");
    accept(EhrCompletion.NONE);
    assertThat(happened().facilityStays()).isEmpty();
  }

  @Test
  void aStayThatOverlapsAnotherIsProposed() throws Exception {
    enrolled();
    gateway
        .registry()
        .save(
            TestGateway.PRACTICE,
            new Circumstances(
                ID,
                List.of(),
                List.of(new Span(LocalDate.of(2026, 1, 9), Optional.of(LocalDate.of(2026, 1, 11)))),
                List.of(),
                List.of(),
                List.of()),
            "nurse-1")
        .join();
    ehr.has(
        encounter(
            "s1", "finished", "IMP", "dr", "{\"start\": \"2026-01-10\", \"end\": \"2026-01-14\"}"));

    refresh();

    assertThat(proposed().onFile()).isEqualTo("in a facility 2026-01-09 to 2026-01-11");
    assertThat(proposed().stated().words())
        .isEqualTo("in a facility from 2026-01-10 to 2026-01-14");
  }

  @Test
  void everyPageIsReadAndNothingIsWrittenThere() throws Exception {
    enrolled();
    ehr.page = 2;
    for (int day = 1; day <= 7; day++) {
      ehr.has(
          encounter(
              "v" + day, "finished", "AMB", "other", "{\"start\": \"2025-10-0" + day + "\"}"));
    }
    ehr.has(encounter("v8", "finished", "AMB", "dr", "{\"start\": \"2025-08-01\"}"));

    refresh();

    assertThat(onFile().establishedPatient()).isTrue();
    assertThat(ehr.requests)
        .as("no Patient is made, nothing is written, and no MRN stands in a URL of ours")
        .allMatch(request -> request.startsWith("GET ") || request.endsWith("/_search"))
        .noneMatch(request -> request.contains("M-p-1"));
    List<Patient> patients =
        database.read(s -> RegistryQueries.patients(s, TestGateway.PRACTICE, new Page("", 10)));
    assertThat(patients).hasSize(1);
  }

  @Test
  void aPageAtAnotherServerIsNotAskedFor() throws Exception {
    enrolled();
    ehr.page = 1;
    ehr.has(encounter("v1", "finished", "AMB", "dr", "{\"start\": \"2025-10-01\"}"));
    ehr.has(encounter("v2", "finished", "AMB", "dr", "{\"start\": \"2025-10-02\"}"));
    try (FakeEhr thief = new FakeEhr()) {
      ehr.linksLeadTo = Optional.of(thief.base().toString());

      assertThatThrownBy(this::refresh)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("leads to another server");
      assertThat(thief.requests).isEmpty();
    }
    assertThat(onFile().establishedPatient()).isFalse();
  }

  @Test
  void moreThanOnePatientCanHaveIsRefused() {
    enrolled();
    ehr.page = 1;
    for (int i = 0; i < 60; i++) {
      ehr.has(encounter("v" + i, "finished", "AMB", "dr", "{\"start\": \"2025-10-01\"}"));
    }

    assertThatThrownBy(this::refresh)
        .isInstanceOf(IOException.class)
        .hasMessage(
            "the server has more than 2000 Encounter resources or 50 pages for one patient");
  }

  @Test
  void aKindThatTheServerDoesNotGiveIsSaidSoAndTheRestIsTaken() throws Exception {
    enrolled();
    ehr.refused.put(
        "Coverage",
        new FakeEhr.Refusal(
            400,
            "{\"resourceType\": \"OperationOutcome\", \"issue\": [{\"severity\": \"error\","
                + " \"code\": \"not-supported\", \"diagnostics\": \"no Coverage here\"}]}"));
    ehr.refused.put("Consent", new FakeEhr.Refusal(403, ""));
    ehr.refused.put("ServiceRequest", new FakeEhr.Refusal(404, ""));
    ehr.has(encounter("v1", "finished", "AMB", "dr", "{\"start\": \"2025-10-01\"}"));

    EhrRecords.Refreshed refreshed = refresh();

    assertThat(refreshed.unanswered())
        .containsExactly(
            "Consent: HTTP 403",
            "Coverage: HTTP 400: error not-supported no Coverage here",
            "ServiceRequest: HTTP 404");
    assertThat(onFile().establishedPatient()).isTrue();
  }

  @Test
  void withoutAMapNothingIsGuessed() throws Exception {
    enrolled();
    ehr.has(coverage("active", HEALTH_PLAN, "{\"start\": \"2026-01-01\"}"));
    ehr.has(consent("active", "RPM", ", \"dateTime\": \"2025-12-01\""));

    refresh(EhrMap.NONE);

    assertThat(happened().payers()).isEmpty();
    assertThat(onFile().consent()).isEqualTo(Consent.NONE);
    assertThat(proposed().reason()).isEqualTo("no payer profile is known for this payer");
  }

  @Test
  void aRecordThatTheEhrHasMergedIsNotAskedFurther() throws Exception {
    enrolled();
    ehr.has(
        """
        {"resourceType": "Patient", "id": "e1", "identifier": [{"system": "urn:mrn",
         "value": "M-p-1"}], "name": [{"family": "Quillfeather", "given": ["Ben"]}], "link":
         [{"type": "replaced-by", "other": {"reference": "Patient/e2"}}]}
        """);
    ehr.has(
        """
        {"resourceType": "Patient", "id": "e2",
         "identifier": [{"system": "urn:mrn", "value": "M-p-2"}]}
        """);
    gateway.people().patient("p-2");
    ehr.has(encounter("v1", "finished", "AMB", "dr", "{\"start\": \"2025-10-01\"}"));

    EhrRecords.Refreshed refreshed = refresh();

    assertThat(refreshed.mergesProposed()).hasSize(1);
    assertThat(onFile().establishedPatient()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "payers: [{is: nothing, profile: a}];payers[0].is must be a system",
        "payers: [{is: 'a|b', name: c, profile: d}];payers[0] must be with is",
        "payers: [{is: 'a|b'}];payers[0].profile is missing",
        "consents: [{is: 'a|b', method: sung}];must be one of verbal, written, electronic",
        "order: ['a|b'];there is no key order, did you mean orders?"
      })
  void whatIsWrongWithTheWordsIsSaidWithItsLine(String yaml, String because) {
    assertThatThrownBy(() -> EhrMap.parse(yaml, "words.yaml"))
        .hasMessageStartingWith("words.yaml, line 1")
        .hasMessageContaining(because);
  }

  @Test
  void theShippedExampleIsReadable() {
    assertThat(EhrMap.read(Path.of("..", "config", "ehr", "words.yaml")).payerNames())
        .containsKey("example health plan");
  }
}
