package org.hybridrec.core.tribuo;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.TreeMap;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.InvalidDataException;
import org.hybridrec.features.source.Quoted;
import org.hybridrec.features.source.SchemaException;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceColumn;
import org.hybridrec.features.source.SourceField;
import org.hybridrec.features.source.SourceReader;
import org.hybridrec.features.source.ValueType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tribuo.DataSource;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.OutputFactory;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.DataSourceProvenance;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** The rows of a source as examples of Tribuo. */
final class RowExamples implements DataSource<Label> {

  private static final Logger LOG = LoggerFactory.getLogger(RowExamples.class);

  private final LabelFactory factory = new LabelFactory();
  private final ExampleSource rows;
  private final List<SourceField> fields;
  private final int label;
  private final DataSourceProvenance provenance;

  RowExamples(ExampleSource rows, String label) {
    this.rows = rows;
    this.fields = rows.schema().fields();
    this.label = rows.schema().indexOf(label);
    check(label);
    this.provenance =
        new SimpleDataSourceProvenance(
            "rows with the columns " + rows.schema().names() + ", label " + label, factory);
  }

  private void check(String name) {
    List<String> problems = new ArrayList<>();
    if (label < 0) {
      problems.add(
          "the source has no column "
              + Quoted.of(name)
              + " for the label; it has "
              + rows.schema().listed());
    } else if (fields.get(label).list() || fields.get(label).type() == ValueType.NUMBER) {
      problems.add(
          String.format(
              "source column %s is %s (for the label, expected one text or integer a row)",
              Quoted.of(name), fields.get(label).typeName()));
    }
    for (SourceField field : fields) {
      if (!FeatureName.canBeField(field.name())) {
        problems.add(
            "source column "
                + Quoted.of(field.name())
                + " cannot be a field of Tribuo's features, whose names are field@value; rename it");
      } else if (field.list() && field.type() == ValueType.NUMBER) {
        problems.add(
            "source column "
                + Quoted.of(field.name())
                + " is list of number, and Tribuo sorts features by name, so positions are lost;"
                + " give each position a column of its own");
      }
    }
    if (!problems.isEmpty()) {
      throw new SchemaException(problems);
    }
  }

  @Override
  public OutputFactory<Label> getOutputFactory() {
    return factory;
  }

  @Override
  public DataSourceProvenance getProvenance() {
    return provenance;
  }

  @Override
  public Iterator<Example<Label>> iterator() {
    return new Rows(rows.open());
  }

  @Override
  public String toString() {
    return provenance.toString();
  }

  /** Returns an example, without features where the row has no value. */
  private ArrayExample<Label> example(SourceBatch batch, int row) {
    SourceColumn labels = batch.column(label);
    boolean known = labels.valueCount(row) > 0 && !labels.text(row, 0).isEmpty();
    ArrayExample<Label> example =
        new ArrayExample<>(known ? new Label(labels.text(row, 0)) : LabelFactory.UNKNOWN_LABEL);
    Map<String, Double> features = new TreeMap<>();
    for (int i = 0; i < fields.size(); i++) {
      if (i != label) {
        add(fields.get(i), batch.column(i), row, batch, features);
      }
    }
    features.forEach((name, value) -> example.add(new Feature(name, value)));
    return example;
  }

  private static void add(
      SourceField field,
      SourceColumn cells,
      int row,
      SourceBatch batch,
      Map<String, Double> features) {
    for (int i = 0; i < cells.valueCount(row); i++) {
      if (field.type() == ValueType.NUMBER) {
        features.put(FeatureName.join(field.name(), FeatureName.NUMBER), cells.number(row, i));
      } else if (!cells.isNull(row, i) && !cells.text(row, i).isEmpty()) {
        String text = cells.text(row, i);
        if (!new FeatureName(field.name(), text).text().equals(text)) {
          throw new InvalidDataException(
              String.format(
                  "%s, column %s: %s looks like an n-gram of Tribuo's and would not come back; change"
                      + " the text",
                  batch.location(row), Quoted.of(field.name()), Quoted.of(text)));
        }
        features.merge(FeatureName.join(field.name(), text), 1.0, Double::sum);
      }
    }
  }

  /** Iterates rows and closes the source after the last. */
  private final class Rows implements Iterator<Example<Label>> {

    private final SourceReader reader;
    private final Queue<Example<Label>> ahead = new ArrayDeque<>();
    private long empty;
    private boolean ended;

    Rows(SourceReader reader) {
      this.reader = reader;
    }

    @Override
    public boolean hasNext() {
      try {
        while (ahead.isEmpty() && !ended) {
          readOn();
        }
      } catch (RuntimeException e) {
        reader.close();
        throw e;
      }
      return !ahead.isEmpty();
    }

    private void readOn() {
      SourceBatch batch = reader.next();
      if (batch == null) {
        end();
      } else {
        add(batch);
      }
    }

    private void add(SourceBatch batch) {
      for (int row = 0; row < batch.rowCount(); row++) {
        ArrayExample<Label> example = example(batch, row);
        if (example.size() == 0) {
          empty++;
        } else {
          ahead.add(example);
        }
      }
    }

    private void end() {
      ended = true;
      reader.close();
      if (empty > 0) {
        LOG.warn("{} rows without any value are left out: Tribuo has no empty examples", empty);
      }
    }

    @Override
    public Example<Label> next() {
      if (!hasNext()) {
        throw new NoSuchElementException("all rows were read");
      }
      return ahead.remove();
    }
  }
}
