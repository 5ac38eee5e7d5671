package org.hybridrec.features.dataset;

import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Predicate;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.InvalidDataException;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceReader;
import org.hybridrec.features.source.SourceSchema;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a source in parts, each a source of its own that reads the whole and gives its rows
 * in their order. Immutable; may be shared between threads if the source may.
 */
public final class SplitRows {

  private final ExampleSource rows;
  private final Split.Decision decision;
  private final Split split;

  SplitRows(ExampleSource rows, Split.Decision decision, Split split) {
    this.rows = rows;
    this.decision = decision;
    this.split = split;
  }

  /** Returns the rows to fit on. */
  public ExampleSource train() {
    return part(Part.TRAIN);
  }

  /** Returns the rows to choose by; none where the split has no such part. */
  public ExampleSource validation() {
    return part(Part.VALIDATION);
  }

  /** Returns the rows to measure with. */
  public ExampleSource test() {
    return part(Part.TEST);
  }

  /** Returns the rows of a part. */
  public ExampleSource part(Part wanted) {
    return new Chosen(rows, decision, part -> part == wanted);
  }

  /** Gives the part of a row of a batch of the source, or null where it is in none. */
  @Nullable Part part(SourceBatch batch, int row) {
    return decision.part(batch, row);
  }

  /** Returns the rows that are in no part. */
  public ExampleSource leftOut() {
    return new Chosen(rows, decision, part -> part == null);
  }

  /** Returns true if the split gives rows to that part. */
  public boolean uses(Part part) {
    return split.uses(part);
  }

  /** Goes through all rows and returns how many each part has; all three parts are there. */
  public Map<Part, Long> sizes() {
    Map<Part, Long> sizes = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      sizes.put(part, 0L);
    }
    try (SourceReader reader = rows.open()) {
      for (SourceBatch batch = reader.next(); batch != null; batch = reader.next()) {
        for (int row = 0; row < batch.rowCount(); row++) {
          Part part = decision.part(batch, row);
          if (part != null) {
            sizes.merge(part, 1L, Long::sum);
          }
        }
      }
    }
    return Collections.unmodifiableMap(sizes);
  }

  /**
   * Refuses parts without rows. A part that the split does not use may be empty.
   *
   * @param sizes what {@link #sizes} gives
   * @throws InvalidDataException if a part that the split uses has no row
   */
  public void requireRows(Map<Part, Long> sizes) {
    for (Part part : Part.values()) {
      if (uses(part) && sizes.getOrDefault(part, 0L) == 0) {
        throw new InvalidDataException(
            String.format(
                "split %s: the %s part has no row, all parts together have %s; choose other shares"
                    + " or windows",
                split, part, sizes));
      }
    }
  }

  private record Chosen(
      ExampleSource rows, Split.Decision decision, Predicate<@Nullable Part> wanted)
      implements ExampleSource {

    @Override
    public SourceSchema schema() {
      return rows.schema();
    }

    @Override
    public SourceReader open() {
      return new MappedReader(rows.open(), this::choose);
    }

    private @Nullable SourceBatch choose(SourceBatch batch) {
      IntArrayList chosen = new IntArrayList();
      for (int row = 0; row < batch.rowCount(); row++) {
        if (wanted.test(decision.part(batch, row))) {
          chosen.add(row);
        }
      }
      return chosen.isEmpty() ? null : new SelectedRows(batch, chosen);
    }
  }
}
