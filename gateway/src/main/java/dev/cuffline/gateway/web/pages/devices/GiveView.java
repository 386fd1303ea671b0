package dev.cuffline.gateway.web.pages.devices;

import dev.cuffline.gateway.web.pages.Problems;
import dev.cuffline.gateway.web.pages.Shell;
import java.util.List;

/**
 * Giving a cuff to a patient.
 *
 * @param zone of the time, such as {@code EST}
 * @param held whether somebody has it, so that it is handed over
 * @param candidates who is offered, or was found
 * @param search what was looked for; empty when nothing was
 * @param chosen the patient; empty before one is chosen
 * @param chosenName their name
 * @param moves what will happen, a sentence each; empty before a patient is chosen
 */
record GiveView(
    Shell shell,
    DeviceListView.Line line,
    String zone,
    boolean held,
    List<Candidates.Candidate> candidates,
    String search,
    String chosen,
    String chosenName,
    String from,
    String slot,
    List<String> moves,
    Problems problems) {}
