package dev.cuffline.gateway.web.pages.billing;

import dev.cuffline.gateway.web.pages.Moment;
import dev.cuffline.gateway.web.pages.Problems;
import dev.cuffline.gateway.web.pages.Shell;

/** One exception, who sees to it and until when. */
record ExceptionView(
    Shell shell,
    String id,
    String kind,
    String patient,
    String patientHref,
    String claimHref,
    String claimWords,
    String words,
    Moment found,
    String owner,
    String due,
    String dueWords,
    String outcome,
    String actor,
    Moment changed,
    boolean mayBill,
    Problems problems) {}
