package org.hybridrec.features.dataset;

import java.util.Map;
import org.hybridrec.features.source.Quoted;
import org.hybridrec.features.source.SourceColumn;
import org.hybridrec.features.source.SourceField;
import org.hybridrec.features.source.SourceSchema;
import org.hybridrec.features.source.ValueType;
import org.jspecify.annotations.Nullable;

/** Rows by windows of time. */
final class TimeSplit extends Split {

  private final String field;
  private final Map<Part, TimeWindow> windows;

  TimeSplit(String field, Map<Part, TimeWindow> windows) {
    this.field = field;
    this.windows = windows;
  }

  @Override
  Decision bind(SourceSchema schema) {
    Problems problems = new Problems(schema);
    int column = problems.time(field, "the split by time");
    problems.throwAny();
    SourceField found = schema.fields().get(column);
    return (batch, row) -> part(found.type(), batch.column(column), row);
  }

  private @Nullable Part part(ValueType type, SourceColumn column, int row) {
    Long time = WholeNumber.read(type, column, row);
    if (time == null) {
      return null;
    }
    return windows.entrySet().stream()
        .filter(entry -> entry.getValue().contains(time))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(null);
  }

  @Override
  boolean uses(Part part) {
    return windows.containsKey(part);
  }

  @Override
  public String toString() {
    return "by time " + Quoted.of(field) + ": " + windows;
  }
}
