package org.hybridrec.core.evaluation;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.ints.IntList;
import java.util.ArrayDeque;
import org.hybridrec.features.hashing.Fingerprint64;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceColumn;
import org.hybridrec.features.source.SourceSchema;
import org.jspecify.annotations.Nullable;

/**
 * Takes what an evaluation needs out of the batches that a scorer reads, as they pass, and keeps it
 * until the row's scores come: so one pass over the source serves both.
 */
final class FactReader {

  private static final int NOT_WANTED = -1;

  private final Scorer scorer;
  private final @Nullable TrainingCounts counts;
  private final int visitor;
  private final int label;
  private final int history;
  private final int age;
  private final int[] seen;
  private final ArrayDeque<RowFacts> waiting = new ArrayDeque<>();
  private long rows;

  FactReader(EvaluationOptions options, SourceSchema schema, Scorer scorer) {
    Fields fields = new Fields(schema);
    this.scorer = scorer;
    this.counts = options.counts();
    this.label = counts == null ? NOT_WANTED : fields.id(counts.labelField());
    this.visitor = options.visitor() == null ? NOT_WANTED : fields.id(options.visitor());
    this.history = options.history() == null ? NOT_WANTED : fields.find(options.history());
    this.age = options.age() == null ? NOT_WANTED : fields.number(options.age());
    this.seen = options.seen().stream().mapToInt(fields::ids).toArray();
    fields.check();
  }

  void read(SourceBatch batch) {
    for (int row = 0; row < batch.rowCount(); row++) {
      waiting.add(
          new RowFacts(
              group(batch, row),
              trainingCount(batch, row),
              history == NOT_WANTED ? 0 : batch.column(history).valueCount(row),
              age(batch, row),
              seen(batch, row)));
      rows++;
    }
  }

  /** Returns the facts of the next row that was read. */
  RowFacts next() {
    RowFacts facts = waiting.poll();
    if (facts == null) {
      throw new IllegalStateException(
          "evaluation: the scorer gave more rows than it read, " + rows + "; one call a row");
    }
    return facts;
  }

  void checkAllTaken() {
    if (!waiting.isEmpty()) {
      throw new IllegalStateException(
          "evaluation: the scorer read %d rows and left out the last %d; one call a row"
              .formatted(rows, waiting.size()));
    }
  }

  private int group(SourceBatch batch, int row) {
    String id = visitor == NOT_WANTED ? null : Fields.text(batch.column(visitor), row);
    return GroupSums.group(id == null ? rows : Fingerprint64.of(id));
  }

  private long trainingCount(SourceBatch batch, int row) {
    String id = counts == null ? null : Fields.text(batch.column(label), row);
    return counts == null || id == null ? 0 : counts.of(id);
  }

  private double age(SourceBatch batch, int row) {
    if (age == NOT_WANTED) {
      return Double.NaN;
    }
    SourceColumn column = batch.column(age);
    return column.valueCount(row) == 0 ? Double.NaN : column.number(row, 0);
  }

  private IntList seen(SourceBatch batch, int row) {
    IntArrayList items = new IntArrayList(0);
    for (int field : seen) {
      SourceColumn column = batch.column(field);
      for (int i = 0; i < column.valueCount(row); i++) {
        int item = scorer.indexOf(column.text(row, i));
        if (item >= 0) {
          items.add(item);
        }
      }
    }
    return items;
  }
}
