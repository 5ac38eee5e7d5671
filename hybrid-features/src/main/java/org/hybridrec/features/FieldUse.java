package org.hybridrec.features;

import java.util.ArrayList;
import java.util.List;

/** A field that a column reads, and as what. */
record FieldUse(Field field, Kind kind) {

  /** What a column takes a field for. */
  enum Kind {
    CATEGORY,
    NUMBER,
    TEXT
  }

  /** Returns everything that a column reads, its parents included. */
  static List<FieldUse> of(DenseColumn column) {
    if (column instanceof NumericColumn numeric) {
      return List.of(new FieldUse(numeric.field(), Kind.NUMBER));
    } else if (column instanceof VectorColumn vector) {
      return List.of(new FieldUse(vector.field(), vector.isText() ? Kind.TEXT : Kind.CATEGORY));
    } else if (column instanceof EmbeddingColumn embedding) {
      return ofKey(embedding.of());
    } else {
      return ofKey(((IndicatorColumn) column).of());
    }
  }

  private static List<FieldUse> ofKey(CrossKey key) {
    if (key instanceof CrossedColumn cross) {
      List<FieldUse> uses = new ArrayList<>();
      cross.keys().forEach(part -> uses.addAll(ofKey(part)));
      return uses;
    } else if (key instanceof BucketizedColumn bucketized) {
      return of(bucketized.number());
    } else {
      Field field = key instanceof Field raw ? raw : ((CategoricalColumn) key).fields().get(0);
      return List.of(new FieldUse(field, Kind.CATEGORY));
    }
  }

  /** True if the field must come as text, because it is taken apart or encoded. */
  boolean needsText() {
    return kind == Kind.TEXT || field.takenApart();
  }

  /** True if the row must hold one number and nothing else. */
  boolean isPlainNumber() {
    return kind == Kind.NUMBER && field.count() != 1;
  }
}
