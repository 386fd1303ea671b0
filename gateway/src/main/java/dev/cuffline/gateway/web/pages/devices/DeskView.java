package dev.cuffline.gateway.web.pages.devices;

import dev.cuffline.gateway.web.pages.Moment;
import dev.cuffline.gateway.web.pages.Shell;
import java.util.List;
import java.util.Optional;

/**
 * What waits in quarantine.
 *
 * @param zone of the times, such as {@code EST}
 * @param all how many items wait
 * @param groups critical values first, then by what is to be settled
 * @param only whether one reason, one cuff or one sender was asked for
 * @param said what a form has just done to a group that is gone; empty otherwise
 * @param nothing what to say when nothing is there
 */
record DeskView(
    Shell shell,
    String zone,
    long all,
    List<Group> groups,
    boolean only,
    String said,
    String nothing) {
  /**
   * Items for one reason.
   *
   * @param code of the reason; empty for critical values and for those of one cuff
   * @param words why they wait
   * @param fix what settles them
   * @param count of all of them
   * @param href of the whole group; empty when all of it is here
   * @param earlier address of the part before; empty at the first
   * @param said what a form has just done here; empty otherwise
   */
  record Group(
      String code,
      String words,
      String fix,
      long count,
      List<Row> rows,
      String href,
      String earlier,
      String said) {}

  /**
   * One item.
   *
   * @param critical its value; empty when nothing in it is critical
   * @param taken when it was taken, by its own clock, believed or not
   * @param why what stands in its way
   */
  record Row(
      String place,
      String href,
      String critical,
      String cuff,
      String cuffHref,
      String source,
      Moment received,
      Optional<Moment> taken,
      String why) {}
}
