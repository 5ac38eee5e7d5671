package org.hybridrec.features.dataset;

/**
 * A stretch of time in the unit of the column that it is held against. Immutable.
 *
 * @param from first moment within
 * @param to first moment after it
 */
public record TimeWindow(long from, long to) {

  /**
   * Checks the order.
   *
   * @throws IllegalArgumentException unless from is before to
   */
  public TimeWindow {
    if (from >= to) {
      throw new IllegalArgumentException(
          "time window: from must be before to, was " + from + " to " + to);
    }
  }

  /** Returns the window of all that comes before a moment. */
  public static TimeWindow before(long moment) {
    return new TimeWindow(Long.MIN_VALUE, moment);
  }

  /** Returns the window of a moment and all that comes after it, but the very last long. */
  public static TimeWindow since(long moment) {
    return new TimeWindow(moment, Long.MAX_VALUE);
  }

  /** Returns true if the moment is in the window. */
  public boolean contains(long moment) {
    return from <= moment && moment < to;
  }

  /** Returns {@code [from, to)}; an end that is open is left out. */
  @Override
  public String toString() {
    return "["
        + (from == Long.MIN_VALUE ? "…" : String.valueOf(from))
        + ", "
        + (to == Long.MAX_VALUE ? "…" : String.valueOf(to))
        + ")";
  }
}
