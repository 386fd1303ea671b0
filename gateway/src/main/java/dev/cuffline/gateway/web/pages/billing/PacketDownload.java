package dev.cuffline.gateway.web.pages.billing;

import static dev.cuffline.gateway.access.Permission.SEE_BILLING;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.MediaType;
import dev.cuffline.gateway.web.pages.Area;
import dev.cuffline.gateway.web.pages.Frame;
import dev.cuffline.gateway.web.pages.Links;
import dev.cuffline.gateway.web.pages.NoSuchPageException;
import dev.cuffline.gateway.web.pages.PageParts;
import dev.cuffline.gateway.web.pages.Routes;
import dev.cuffline.gateway.web.pages.Visit;
import dev.cuffline.rules.reading.PatientId;
import java.time.YearMonth;

/** The documentation of a patient's month as PDF. */
final class PacketDownload implements Area {
  private final PageParts parts;

  PacketDownload(Frame frame) {
    this.parts = frame.parts();
  }

  @Override
  public void addTo(Routes routes) {
    routes.get(Links.BILLING + "/packets/{patient}/{month}", SEE_BILLING, this::get);
  }

  private HttpResponse get(Visit visit) {
    YearMonth month =
        BillingLinks.parse(visit.variable("month")).orElseThrow(BillingPages::noSuchMonth);
    String patient = visit.variable("patient");
    byte[] pdf =
        parts
            .billing()
            .packets()
            .pdf(visit.practice().id(), new PatientId(patient), month)
            .orElseThrow(() ->
                new NoSuchPageException(
                    "There is no such patient in this practice, or nothing has units in "
                        + month
                        + "."));
    return Downloads.of(MediaType.PDF, "packet-" + patient + "-" + month + ".pdf", pdf);
  }
}
