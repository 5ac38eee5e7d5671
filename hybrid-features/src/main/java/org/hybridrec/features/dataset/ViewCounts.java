package org.hybridrec.features.dataset;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What one pass over the page views came upon. Immutable. {@code views} is the sum of {@code
 * examples} and of all that were dropped.
 *
 * @param views rows of the source
 * @param examples examples made of them
 * @param dropped views that gave no example, by the one reason that holds for each; every reason is
 *     there, in the order of {@link DropReason}
 * @param visitors distinct visitors
 * @param singleViewVisitors visitors with one view, who give no example
 * @param contents distinct contents
 * @param negativeTimes views with a session start or hit time below 0; kept, ordered as numbers
 * @param outOfOrder views that stand in the source before the view of the same visitor that they
 *     follow in time; kept, put in order
 * @param ties views with the same visitor and times as the view before; kept, ordered as the source
 *     has them
 * @param duplicates ties that are of a content which the same visitor has viewed at the same times
 *     before; kept, unless dropping them is asked for
 * @param repeats views of the content that the same visitor viewed just before; kept, unless
 *     dropping them is asked for
 */
public record ViewCounts(
    long views,
    long examples,
    Map<DropReason, Long> dropped,
    long visitors,
    long singleViewVisitors,
    long contents,
    long negativeTimes,
    long outOfOrder,
    long ties,
    long duplicates,
    long repeats) {

  /** Copies the map; reasons that it lacks count 0. */
  public ViewCounts {
    Map<DropReason, Long> all = new EnumMap<>(DropReason.class);
    for (DropReason reason : DropReason.values()) {
      all.put(reason, dropped.getOrDefault(reason, 0L));
    }
    dropped = Collections.unmodifiableMap(all);
  }

  /** Returns the views dropped for that reason. */
  public long dropped(DropReason reason) {
    return dropped.getOrDefault(reason, 0L);
  }

  /** Returns the views that can be placed: those with visitor, content and times. */
  public long usable() {
    return views
        - dropped(DropReason.NO_VISITOR)
        - dropped(DropReason.NO_CONTENT)
        - dropped(DropReason.NO_TIME);
  }

  /**
   * Returns the part of the usable views whose place only the order of the source decides, or 0
   * where there are none.
   */
  public double tieShare() {
    return usable() == 0 ? 0 : (double) ties / usable();
  }
}
