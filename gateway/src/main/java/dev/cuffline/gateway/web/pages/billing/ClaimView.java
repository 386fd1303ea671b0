package dev.cuffline.gateway.web.pages.billing;

import dev.cuffline.gateway.web.pages.Moment;
import dev.cuffline.gateway.web.pages.Problems;
import dev.cuffline.gateway.web.pages.Shell;
import java.util.List;

/** A claim: what was frozen, its steps, and what may follow. */
record ClaimView(
    Shell shell,
    String id,
    String title,
    String patient,
    String patientHref,
    long batch,
    String batchHref,
    String state,
    List<Fact> facts,
    List<Step> steps,
    List<Deed> deeds,
    List<ExceptionLine> exceptions,
    List<Fact> documents,
    int readings,
    int entries,
    String packet,
    Problems problems,
    String note) {
  /** One thing that was frozen. */
  record Fact(String name, String value) {}

  /** Where it stood from when on. */
  record Step(String state, String note, String actor, Moment at) {}

  /** What may follow. */
  record Deed(String state, String words) {}

  /** Where claim and evidence differ. */
  record ExceptionLine(String href, String kind, String words, String outcome) {}
}
