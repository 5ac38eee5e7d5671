package org.hybridrec.features;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hybridrec.features.encoded.EmbeddingSlot;
import org.hybridrec.features.encoded.InputLayout;
import org.hybridrec.features.encoded.Slot;
import org.hybridrec.features.source.Quoted;
import org.hybridrec.features.source.SourceSchema;
import org.jspecify.annotations.Nullable;

/**
 * Turns raw rows into what the network sees, the same way while fitting and while recommending.
 * Immutable and thread-safe; {@link #bind} gives a worker for one thread and one source.
 *
 * <p>The columns' values are concatenated in the order of the columns' names, as TensorFlow's input
 * layer does.
 */
public final class FeatureEncoder {

  private final List<DenseColumn> columns;
  private final InputLayout layout;
  private final SourceSchema serving;

  /** Whether the serving schema was checked: requests are bound to it one by one. */
  private volatile boolean servingChecked;

  private FeatureEncoder(List<DenseColumn> columns) {
    this.columns = columns;
    this.layout = new InputLayout(columns.stream().map(SlotEncoder::slot).toList());
    this.serving = ServingSchema.of(columns);
  }

  /**
   * Returns the encoder of some columns.
   *
   * @throws IllegalArgumentException if there is none, two have the same name, columns that share a
   *     table disagree about it, or all together are 2^31 wide or wider
   */
  public static FeatureEncoder of(List<? extends DenseColumn> columns) {
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("at least 1 column is needed, had none");
    }
    List<DenseColumn> sorted = new ArrayList<>(columns);
    sorted.sort((a, b) -> CodePoints.compare(a.name(), b.name()));
    for (int i = 1; i < sorted.size(); i++) {
      String name = sorted.get(i).name();
      if (name.equals(sorted.get(i - 1).name())) {
        throw new IllegalArgumentException(
            Check.at(name) + "two columns have this name; give one another with named(…)");
      }
    }
    FeatureEncoder encoder = new FeatureEncoder(List.copyOf(sorted));
    encoder.checkWidth();
    encoder.checkSharedTables();
    return encoder;
  }

  private void checkWidth() {
    long width = columns.stream().mapToLong(DenseColumn::width).sum();
    if (width > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "all columns together must be less than 2^31 wide, were "
              + width
              + "; embed large categories instead of indicating them");
    }
  }

  private void checkSharedTables() {
    Map<String, EmbeddingSlot> tables = new HashMap<>();
    for (Slot slot : layout.slots()) {
      if (slot instanceof EmbeddingSlot embedding) {
        EmbeddingSlot first = tables.putIfAbsent(embedding.table(), embedding);
        if (first != null && !agree(first, embedding)) {
          throw new IllegalArgumentException(
              Check.at(embedding.name())
                  + "shares the table "
                  + Quoted.of(embedding.table())
                  + " with '"
                  + first.name()
                  + "' and must agree on cardinality, width, maxNorm and trainable, and neither may"
                  + " bring given vectors of its own");
        }
      }
    }
  }

  private static boolean agree(EmbeddingSlot a, EmbeddingSlot b) {
    return a.cardinality() == b.cardinality()
        && a.width() == b.width()
        && a.maxNorm() == b.maxNorm()
        && a.trainable() == b.trainable()
        && !a.given()
        && !b.given();
  }

  /** Returns the columns in the order of the input layer. */
  public List<DenseColumn> columns() {
    return columns;
  }

  /** Returns the slots that the columns become, in the same order. */
  public InputLayout layout() {
    return layout;
  }

  /** Returns the given vectors by table name, each [cardinality × width]. */
  public Map<String, VectorTable> givenTables() {
    Map<String, VectorTable> tables = new LinkedHashMap<>();
    for (DenseColumn column : columns) {
      if (column instanceof EmbeddingColumn embedding && embedding.initial().isPresent()) {
        tables.put(embedding.table(), embedding.initial().get());
      }
    }
    return tables;
  }

  /**
   * Returns the schema in which single rows are read when a model serves: every field that the
   * columns need, once. A field that is only ever a number is a number, any other is text. Fields
   * are lists, so that a plain value and a list are both welcome; only where a numeric column takes
   * the one number of a field does a list count as invalid.
   */
  public SourceSchema servingSchema() {
    return serving;
  }

  /**
   * Binds the columns to a source, after checking that it has what they need. The {@link
   * #servingSchema} is checked the first time only.
   *
   * @param schema the source's columns
   * @param label the label to read, or null to read none
   * @param dirty what becomes of values that cannot be used
   * @throws org.hybridrec.features.source.SchemaException with all problems of the schema at once
   */
  public BoundEncoder bind(SourceSchema schema, @Nullable LabelColumn label, DirtyValues dirty) {
    boolean isServing = schema.equals(serving) && label == null && dirty == DirtyValues.COUNT;
    if (!isServing || !servingChecked) {
      check(schema, label, dirty);
    }
    if (isServing) {
      servingChecked = true;
    }
    return new BoundEncoder(this, schema, label, dirty);
  }

  private void check(SourceSchema schema, @Nullable LabelColumn label, DirtyValues dirty) {
    SchemaCheck check = new SchemaCheck(schema);
    if (label != null) {
      check.requireLabel(label.field());
      check.requireRowWeight(label.weight(), dirty);
    }
    columns.forEach(check::require);
    if (dirty == DirtyValues.REFUSE) {
      columns.forEach(check::requireGroup);
    }
    check.throwProblems();
  }
}
