package dev.cuffline.gateway.intake;

import dev.cuffline.gateway.format.DecodedItem;
import dev.cuffline.gateway.journal.Journal;
import dev.cuffline.gateway.journal.JournalEntry;
import dev.cuffline.gateway.journal.Transmission;
import dev.cuffline.gateway.registry.History;
import dev.cuffline.gateway.store.Database;
import dev.cuffline.gateway.store.Session;
import dev.cuffline.gateway.web.QuarantineDesk;
import dev.cuffline.rules.reading.PracticeId;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The desk for what waits in quarantine: looks into the journal, and has items judged again. */
public final class Desk implements QuarantineDesk {
  /** More than any message that a person reads through. */
  private static final int SHOWN = 65_536;

  private final Database database;
  private final Journal journal;
  private final Rejudging rejudging;
  private final Clock clock;

  /** Over these; items are judged by the same rules as those that arrive. */
  public Desk(Database database, Journal journal, Rejudging rejudging, Clock clock) {
    this.database = database;
    this.journal = journal;
    this.rejudging = rejudging;
    this.clock = clock;
  }

  @Override
  public Optional<Payload> payload(PracticeId practice, String transmission, String actor) {
    Optional<Transmission> found = find(practice, transmission).map(JournalEntry::transmission);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    database
        .writer()
        .command(session -> {
          remember(session, practice, "payload-seen", transmission, actor);
          return true;
        })
        .join();
    return found.map(Desk::shown);
  }

  private Optional<JournalEntry> find(PracticeId practice, String transmission) {
    return journal
        .find(transmission)
        .filter(entry -> entry.transmission().practice().equals(practice));
  }

  @Override
  public Optional<DecodedItem> decoded(PracticeId practice, Place item) {
    return find(practice, item.transmission())
        .flatMap(entry -> database.read(session -> rejudging.decoded(session, entry, item.item())));
  }

  private static Payload shown(Transmission transmission) {
    byte[] bytes = transmission.payload();
    byte[] beginning = Arrays.copyOf(bytes, Math.min(bytes.length, SHOWN));
    Optional<String> text = text(beginning);
    return new Payload(
        transmission.id(),
        transmission.format(),
        transmission.source(),
        bytes.length,
        text,
        text.isPresent() ? Optional.empty() : Optional.of(HexFormat.of().formatHex(beginning)));
  }

  private static Optional<String> text(byte[] bytes) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      boolean readable =
          text.codePoints().noneMatch(c -> Character.isISOControl(c) && !isLayout(c));
      return readable ? Optional.of(text) : Optional.empty();
    } catch (CharacterCodingException bytesOnly) {
      return Optional.empty();
    }
  }

  private static boolean isLayout(int character) {
    return character == '\n' || character == '\r' || character == '\t';
  }

  @Override
  public Map<String, Integer> replay(PracticeId practice, List<Place> items, String actor) {
    return database
        .writer()
        .command(session -> {
          Map<String, Integer> ended = new TreeMap<>();
          for (Place item : items) {
            for (Disposition disposition : rejudging.replay(session, practice, item)) {
              ended.merge(disposition.code(), 1, Integer::sum);
            }
            remember(session, practice, "replay", item.transmission() + "/" + item.item(), actor);
          }
          return ended;
        })
        .join();
  }

  private void remember(Session session, PracticeId practice, String kind, String id, String actor)
      throws SQLException {
    History.keep(session, practice, kind, id, Map.of(), actor, clock.instant());
  }
}
