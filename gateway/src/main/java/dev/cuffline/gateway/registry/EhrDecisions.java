package dev.cuffline.gateway.registry;

import java.sql.SQLException;
import java.util.Optional;

/** What a person decides about what an EHR says. */
final class EhrDecisions {
  private EhrDecisions() {}

  /** Refused when something else is on file than what the person was shown. */
  static EhrProposal accept(Change change, String id, EhrCompletion completion)
      throws SQLException {
    EhrProposal proposal = require(change, id);
    EhrFiling filing = EhrFacts.filing(change, proposal.enrolment());
    if (!filing.words(proposal.stated().kind()).equals(proposal.onFile())) {
      throw RefusedException.conflict(
          "proposal", "was made beside other values than those on file now: ask the EHR again");
    }
    EhrFacts.save(change, filing, filing.with(completion.to(proposal.stated())));
    return decided(change, proposal, EhrProposal.State.ACCEPTED);
  }

  static EhrProposal decline(Change change, String id) throws SQLException {
    return decided(change, require(change, id), EhrProposal.State.DECLINED);
  }

  private static EhrProposal require(Change change, String id) throws SQLException {
    EhrProposal proposal =
        EhrFactTable.find(change.session(), change.practice(), id)
            .orElseThrow(() -> RefusedException.unknown("proposal", "proposal", id));
    if (proposal.state() != EhrProposal.State.PROPOSED) {
      throw RefusedException.conflict("proposal", "must be PROPOSED, and is " + proposal.state());
    }
    return proposal;
  }

  private static EhrProposal decided(Change change, EhrProposal proposal, EhrProposal.State state)
      throws SQLException {
    EhrProposal now =
        proposal.inState(state, Optional.of(new PatientMerge.Step(change.actor(), change.at())));
    EhrFactTable.move(change.session(), change.practice(), now);
    return now;
  }
}
