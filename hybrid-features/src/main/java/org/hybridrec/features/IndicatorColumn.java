package org.hybridrec.features;

import java.util.List;

/**
 * Ids as a row of counts, one place for each possible id, as TensorFlow's {@code indicator_column}.
 * Immutable. A weight counts as that much; a row without ids gives zeros.
 *
 * @param name the column's name
 * @param of where the ids come from
 */
public record IndicatorColumn(String name, CategoricalColumn of) implements DenseColumn {

  /** Checks the name. */
  public IndicatorColumn {
    Check.name("an indicator column's name", name);
  }

  static IndicatorColumn of(CategoricalColumn of) {
    return new IndicatorColumn(of.name() + "_indicator", of);
  }

  @Override
  public IndicatorColumn named(String name) {
    return new IndicatorColumn(name, of);
  }

  @Override
  public int width() {
    return of.cardinality();
  }

  @Override
  public List<Field> fields() {
    return of.fields();
  }
}
