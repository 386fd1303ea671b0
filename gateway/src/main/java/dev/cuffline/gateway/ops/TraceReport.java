package dev.cuffline.gateway.ops;

import java.util.List;

/**
 * The way of one transmission, stage by stage, and where it ended.
 *
 * @param transmission its id
 * @param stages in the order of the way
 * @param outcome one sentence: arrived, waiting, or why it stopped and what to do
 */
public record TraceReport(String transmission, List<Stage> stages, String outcome) {
  /** Copies the stages. */
  public TraceReport {
    stages = List.copyOf(stages);
  }

  /**
   * One stage that was reached.
   *
   * @param name received, journalled, decoded, judged, stored, counted, alert, delivered, waiting
   *     or parked
   * @param at instant in UTC as ISO text; empty where the stage has none
   * @param detail ids, codes and counts; no values and no names
   */
  public record Stage(String name, String at, String detail) {}
}
