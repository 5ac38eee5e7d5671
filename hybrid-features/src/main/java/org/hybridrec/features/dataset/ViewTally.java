package org.hybridrec.features.dataset;

import it.unimi.dsi.fastutil.longs.LongOpenHashSet;
import java.util.EnumMap;
import java.util.Map;
import org.hybridrec.features.hashing.Fingerprint64;

/** The counts of a pass while it runs. */
final class ViewTally {

  long views;
  long examples;
  long visitors;
  long singleViewVisitors;
  long negativeTimes;
  long outOfOrder;
  long ties;
  long duplicates;
  long repeats;
  private final Map<DropReason, Long> dropped = new EnumMap<>(DropReason.class);

  /** Two contents in a billion billion share a fingerprint. */
  private final LongOpenHashSet contents = new LongOpenHashSet();

  void drop(DropReason reason) {
    dropped.merge(reason, 1L, Long::sum);
  }

  void content(String id) {
    contents.add(Fingerprint64.of(id));
  }

  ViewCounts counts() {
    return new ViewCounts(
        views,
        examples,
        dropped,
        visitors,
        singleViewVisitors,
        contents.size(),
        negativeTimes,
        outOfOrder,
        ties,
        duplicates,
        repeats);
  }
}
