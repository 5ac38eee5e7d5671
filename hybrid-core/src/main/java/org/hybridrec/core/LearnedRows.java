package org.hybridrec.core;

import org.hybridrec.features.FeatureColumns;
import org.hybridrec.features.LabelColumn;
import org.hybridrec.features.NumericColumn;
import org.hybridrec.features.dataset.Reversal;
import org.hybridrec.features.dataset.ReversedRows;
import org.hybridrec.features.source.ExampleSource;
import org.jspecify.annotations.Nullable;

/**
 * The rows that a recipe learns from: those it is given, and their reversed ones where it asks for
 * them.
 *
 * @param rows all of them
 * @param label what is predicted, and how much each row counts
 */
record LearnedRows(ExampleSource rows, LabelColumn label) {

  private static final String WEIGHT = "row_weight";

  static LearnedRows of(LabelColumn label, @Nullable Reversal reversal, ExampleSource given) {
    if (reversal == null) {
      return new LearnedRows(given, label);
    }
    NumericColumn carried = label.weight();
    String weight = carried == null ? unused(given) : carried.field().source();
    ExampleSource rows = ReversedRows.of(given, label.field(), reversal, weight);
    return new LearnedRows(
        rows, carried == null ? label.weightedBy(FeatureColumns.numeric(weight)) : label);
  }

  /** Returns a name that no field has. */
  private static String unused(ExampleSource rows) {
    StringBuilder name = new StringBuilder(WEIGHT);
    while (rows.schema().indexOf(name.toString()) >= 0) {
      name.append('_');
    }
    return name.toString();
  }
}
