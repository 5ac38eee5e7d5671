package org.hybridrec.core.evaluation;

import java.util.List;
import java.util.function.IntFunction;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceReader;

/** Ranks items "0", "1", … by logits that a function gives for each row; the label is in "next". */
record TableScorer(int itemCount, IntFunction<float[]> logits) implements Scorer {

  @Override
  public int indexOf(String id) {
    int item = id.matches("\\d+") ? Integer.parseInt(id) : -1;
    return item < itemCount ? item : -1;
  }

  @Override
  public void score(ExampleSource rows, ScoredRows target) {
    int label = rows.schema().indexOf("next");
    int number = 0;
    try (SourceReader reader = rows.open()) {
      for (SourceBatch batch = reader.next(); batch != null; batch = reader.next()) {
        for (int row = 0; row < batch.rowCount(); row++) {
          String next =
              batch.column(label).valueCount(row) == 0 ? "" : batch.column(label).text(row, 0);
          target.logits(logits.apply(number++), indexOf(next));
        }
      }
    }
  }

  /** A row of the tests. */
  record Row(String visitor, String next, List<String> history, Double age) {}

  static ExampleSource rows(List<Row> rows) {
    return ExampleSource.rows(rows)
        .text("visitor", Row::visitor)
        .text("next", Row::next)
        .texts("history", Row::history)
        .number("age", Row::age);
  }
}
