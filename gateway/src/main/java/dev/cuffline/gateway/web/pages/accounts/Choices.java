package dev.cuffline.gateway.web.pages.accounts;

import dev.cuffline.gateway.access.AccessRole;
import dev.cuffline.gateway.access.Permission;
import dev.cuffline.gateway.access.Principal;
import dev.cuffline.gateway.registry.Page;
import dev.cuffline.gateway.registry.RegistryQueries;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.gateway.web.pages.PageQueries;
import dev.cuffline.gateway.web.pages.PageQueries.PracticeLine;
import dev.cuffline.rules.reading.PracticeId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What can be chosen when a role is given. */
final class Choices {
  private static final int MOST = 1_000;

  private Choices() {}

  static List<Option> roles(String chosen) {
    return Arrays.stream(AccessRole.values())
        .map(role ->
            new Option(
                role.name(),
                AccountWords.of(role) + " – " + AccountWords.purpose(role),
                role.name().equals(chosen)))
        .toList();
  }

  /** Practices that somebody manages; the one at which they look is chosen. */
  static List<Option> practices(Session db, Principal who, PracticeId here) throws SQLException {
    List<Option> options = new ArrayList<>();
    for (PracticeLine line : PageQueries.practices(db)) {
      if (who.may(Permission.ADMINISTER, line.id())) {
        options.add(new Option(line.id().value(), line.name(), line.id().equals(here)));
      }
    }
    if (who.everywhere().contains(Permission.ADMINISTER)) {
      options.add(new Option(AccountForm.EVERY, "Every practice", false));
    }
    return options;
  }

  /** Staff and practitioners of a practice, and nobody. */
  static List<Option> staff(Session db, PracticeId practice, Optional<String> chosen)
      throws SQLException {
    List<Option> options = new ArrayList<>();
    options.add(new Option("", "Nobody of the staff", chosen.isEmpty()));
    Page all = new Page("", MOST);
    RegistryQueries.staff(db, practice, all)
        .forEach(one -> options.add(option(one.id(), one.name(), chosen)));
    RegistryQueries.practitioners(db, practice, all)
        .forEach(one -> options.add(option(one.id(), one.family() + ", " + one.given(), chosen)));
    return options;
  }

  private static Option option(String id, String name, Optional<String> chosen) {
    return new Option(id, name + " (" + id + ")", chosen.filter(id::equals).isPresent());
  }

  /** Names of practices by their ids, and of every one. */
  static Map<String, String> names(Session db) throws SQLException {
    Map<String, String> names =
        PageQueries.practices(db).stream()
            .collect(Collectors.toMap(line -> line.id().value(), PracticeLine::name));
    names.put(AccountForm.EVERY, "every practice");
    return names;
  }
}
