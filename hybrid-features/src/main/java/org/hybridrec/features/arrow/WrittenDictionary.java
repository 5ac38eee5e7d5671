package org.hybridrec.features.arrow;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.hybridrec.features.source.InvalidDataException;
import org.hybridrec.features.source.SourceColumn;

/** The distinct texts of one column in the order of their first appearance. */
final class WrittenDictionary {

  private final long id;
  private final Map<String, Integer> indexes = new LinkedHashMap<>();

  WrittenDictionary(long id) {
    this.id = id;
  }

  long id() {
    return id;
  }

  Set<String> texts() {
    return indexes.keySet();
  }

  void collect(SourceColumn column, int rowCount) {
    for (int row = 0; row < rowCount; row++) {
      int count = column.valueCount(row);
      for (int i = 0; i < count; i++) {
        if (!column.isNull(row, i)) {
          indexes.putIfAbsent(column.text(row, i), indexes.size());
        }
      }
    }
  }

  int indexOf(String text) {
    Integer index = indexes.get(text);
    if (index == null) {
      throw new InvalidDataException(
          "the source gave other rows when it was opened again; a source must always give the same");
    }
    return index;
  }
}
