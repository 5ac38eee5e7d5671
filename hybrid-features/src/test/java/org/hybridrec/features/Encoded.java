package org.hybridrec.features;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hybridrec.features.encoded.EncodedBatch;
import org.hybridrec.features.encoded.FloatSlot;
import org.hybridrec.features.encoded.IdList;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.MapRows;
import org.hybridrec.features.source.MapSource;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceReader;

/**
 * What columns made of some rows, in a form that tests compare: for every row, slot by slot in the
 * order of the names, its ids (with weights where there are any) or floats, each bit shown.
 */
record Encoded(List<List<String>> rows, EncodingReport report) {

  /** Encodes a whole source as fitting does. */
  static Encoded fitting(ExampleSource source, DenseColumn... columns) {
    return source(source, DirtyValues.REFUSE, columns);
  }

  /** Encodes rows as fitting does. */
  static Encoded fitting(List<Map<String, Object>> rows, DenseColumn... columns) {
    return fitting(MapSource.of(rows), columns);
  }

  static Encoded source(ExampleSource source, DirtyValues dirty, DenseColumn... columns) {
    BoundEncoder encoder = FeatureEncoder.of(List.of(columns)).bind(source.schema(), null, dirty);
    List<List<String>> rows = new ArrayList<>();
    try (SourceReader reader = source.open()) {
      for (SourceBatch batch = reader.next(); batch != null; batch = reader.next()) {
        rows.addAll(rows(encoder.encode(batch)));
      }
    }
    return new Encoded(rows, encoder.report());
  }

  /** Encodes rows as a model that serves does. */
  static Encoded serving(List<Map<String, Object>> rows, DenseColumn... columns) {
    FeatureEncoder encoder = FeatureEncoder.of(List.of(columns));
    BoundEncoder bound = encoder.bind(encoder.servingSchema(), null, DirtyValues.COUNT);
    EncodedBatch batch = bound.encode(MapRows.of(encoder.servingSchema(), rows));
    return new Encoded(rows(batch), bound.report());
  }

  /** The ids that one categorical column gives one row while serving. */
  static List<Integer> ids(CategoricalColumn column, Map<String, Object> row) {
    FeatureEncoder encoder = FeatureEncoder.of(List.of(FeatureColumns.indicator(column)));
    BoundEncoder bound = encoder.bind(encoder.servingSchema(), null, DirtyValues.COUNT);
    return ids(bound.encode(MapRows.of(encoder.servingSchema(), List.of(row))));
  }

  /** The ids that one categorical column gives all rows of a source while fitting. */
  static List<Integer> fittedIds(CategoricalColumn column, ExampleSource source) {
    FeatureEncoder encoder = FeatureEncoder.of(List.of(FeatureColumns.indicator(column)));
    BoundEncoder bound = encoder.bind(source.schema(), null, DirtyValues.REFUSE);
    try (SourceReader reader = source.open()) {
      return ids(bound.encode(reader.next()));
    }
  }

  private static List<Integer> ids(EncodedBatch batch) {
    return Arrays.stream(batch.ids(0).ids()).boxed().toList();
  }

  /** A row of name, value, name, value …; values may be null. */
  static Map<String, Object> row(Object... namesAndValues) {
    Map<String, Object> row = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      row.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return row;
  }

  /** Returns the labels of all rows. */
  static List<Integer> labels(ExampleSource source, BoundEncoder encoder) {
    List<Integer> labels = new ArrayList<>();
    try (SourceReader reader = source.open()) {
      for (SourceBatch batch = reader.next(); batch != null; batch = reader.next()) {
        EncodedBatch encoded = encoder.encode(batch);
        for (int row = 0; row < encoded.rowCount(); row++) {
          labels.add(encoded.label(row));
        }
      }
    }
    return labels;
  }

  /** Shows the rows of a batch. */
  static List<List<String>> shown(EncodedBatch batch) {
    return rows(batch);
  }

  private static List<List<String>> rows(EncodedBatch batch) {
    List<List<String>> rows = new ArrayList<>();
    for (int row = 0; row < batch.rowCount(); row++) {
      List<String> cells = new ArrayList<>();
      for (int slot = 0; slot < batch.layout().slots().size(); slot++) {
        int width = batch.layout().slots().get(slot).width();
        cells.add(
            content(batch, slot) instanceof IdList ids
                ? shown(ids, row)
                : Arrays.toString(
                    Arrays.copyOfRange(batch.floats(slot), row * width, (row + 1) * width)));
      }
      rows.add(cells);
    }
    return rows;
  }

  private static Object content(EncodedBatch batch, int slot) {
    return batch.layout().slots().get(slot) instanceof FloatSlot
        ? batch.floats(slot)
        : batch.ids(slot);
  }

  private static String shown(IdList ids, int row) {
    List<String> shown = new ArrayList<>();
    for (int i = ids.offsets()[row]; i < ids.offsets()[row + 1]; i++) {
      shown.add(ids.ids()[i] + (ids.weights() == null ? "" : "*" + ids.weights()[i]));
    }
    return shown.toString();
  }
}
