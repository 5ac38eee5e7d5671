package org.hybridrec.core.tribuo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.hybridrec.core.HybridRecommender;
import org.hybridrec.core.tribuo.Cells.Kind;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.Quoted;
import org.hybridrec.features.source.SchemaException;
import org.hybridrec.features.source.SourceField;
import org.hybridrec.features.source.SourceReader;
import org.hybridrec.features.source.SourceSchema;
import org.hybridrec.features.source.ValueType;
import org.tribuo.DataSource;
import org.tribuo.Dataset;
import org.tribuo.Example;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;

/**
 * Rows between Tribuo and this library. As an object: the examples of a Tribuo {@code Dataset} or
 * {@code DataSource} as an {@link ExampleSource}. Immutable, as far as the examples are; opened
 * again it iterates the examples again, so these must come in the same order each time.
 *
 * <p>Features named {@code field@value} become the cells of the column {@code field}: texts with
 * the value behind the {@code @}, as {@code IdentityProcessor} and {@code TextFieldProcessor} name
 * them (an n-gram's mark, {@code 1-N=}, is left out), or numbers with the feature's own value, as
 * {@code DoubleFieldProcessor} makes them. The label is a text; Tribuo's unknown label is a missing
 * one. Weights of examples play no part.
 *
 * <p>Tribuo sorts the features of an example by name and {@code RowProcessor} trims cells. So a row
 * equals the one of another source where a field has one value, or several in ascending order;
 * columns that take positions or weights of a list are refused by name.
 */
public final class TribuoSource implements ExampleSource {

  private final Iterable<Example<Label>> examples;
  private final String label;
  private final Cells cells;
  private final SourceSchema schema;
  private final boolean strict;

  private TribuoSource(
      Iterable<Example<Label>> examples, String label, Map<String, Kind> kinds, boolean strict) {
    this.examples = examples;
    this.label = label;
    this.cells = new Cells(kinds);
    this.schema = schema(kinds, label);
    this.strict = strict;
  }

  private static SourceSchema schema(Map<String, Kind> kinds, String label) {
    if (kinds.containsKey(label)) {
      throw new SchemaException(
          List.of(
              "the label "
                  + Quoted.of(label)
                  + " is also a field of the features; leave it out of them, or name the label"
                  + " otherwise"));
    }
    List<SourceField> fields = new ArrayList<>();
    kinds.forEach(
        (name, kind) ->
            fields.add(
                new SourceField(
                    name,
                    kind == Kind.NUMBER ? ValueType.NUMBER : ValueType.TEXT,
                    kind == Kind.TEXTS)));
    fields.add(new SourceField(label, ValueType.TEXT, false));
    return new SourceSchema(fields);
  }

  /**
   * Returns examples as a source with a column for every field that they have, found by reading
   * them once: numbers where all features of a field are numbers, else text.
   *
   * @param examples a Tribuo {@code Dataset} or {@code DataSource}
   * @param label the name of the column that holds the examples' labels
   * @throws SchemaException if a field is called as the label is
   */
  public static TribuoSource of(Iterable<Example<Label>> examples, String label) {
    return new TribuoSource(examples, label, CellKinds.of(examples), true);
  }

  /**
   * Returns examples as a recommender reads them: its columns decide what is a number and what is
   * text.
   *
   * @param examples a Tribuo {@code Dataset} or {@code DataSource}
   * @param recommender the recommender that is to learn from them, or the one of a model
   * @throws SchemaException if a field is called as the label is, or a column needs an order or
   *     weights that features do not have
   */
  public static TribuoSource of(Iterable<Example<Label>> examples, HybridRecommender recommender) {
    return of(examples, recommender.label().field()).readBy(recommender);
  }

  /** Returns the same examples as a recommender reads them. */
  TribuoSource readBy(HybridRecommender recommender) {
    Map<String, Kind> kinds = new TreeMap<>(cells.kinds());
    CellKinds.of(recommender).forEach(kinds::replace);
    return new TribuoSource(examples, label, kinds, true);
  }

  /**
   * Returns examples as a model meets them: fields that no example has are missing, and what cannot
   * be used is counted.
   */
  static TribuoSource asked(Iterable<Example<Label>> examples, HybridRecommender recommender) {
    return new TribuoSource(
        examples, recommender.label().field(), CellKinds.of(recommender), false);
  }

  /**
   * Returns the rows of a source as a Tribuo data set, in their order.
   *
   * @see #dataSource
   */
  public static MutableDataset<Label> dataset(ExampleSource rows, String label) {
    return new MutableDataset<>(dataSource(rows, label));
  }

  /**
   * Returns the rows of a source as a Tribuo data source. Texts and whole numbers become features
   * {@code field@text} whose value says how often the row holds them, numbers become {@code
   * field@value} with the number as value. A row without label gets Tribuo's unknown one. Tribuo
   * has no examples without features: rows without any value are left out, with one warning.
   *
   * @param rows the source
   * @param label the column that holds the label
   * @throws SchemaException if the source lacks the label, has a list of numbers, or a column whose
   *     name cannot stand in the name of a feature
   */
  public static DataSource<Label> dataSource(ExampleSource rows, String label) {
    return new RowExamples(rows, Objects.requireNonNull(label));
  }

  @Override
  public SourceSchema schema() {
    return schema;
  }

  @Override
  public SourceReader open() {
    return new ExampleReader(examples.iterator(), schema, label, cells, strict);
  }

  @Override
  public String toString() {
    return "TribuoSource of "
        + (examples instanceof Dataset<?> set ? set.size() + " " : "")
        + "examples";
  }
}
