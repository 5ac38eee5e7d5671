package org.hybridrec.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceReader;
import org.hybridrec.features.source.SourceSchema;
import org.hybridrec.features.source.ValueType;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.data.columnar.FieldProcessor;
import org.tribuo.data.columnar.RowProcessor;
import org.tribuo.data.columnar.processors.field.DoubleFieldProcessor;
import org.tribuo.data.columnar.processors.field.IdentityProcessor;
import org.tribuo.data.columnar.processors.field.TextFieldProcessor;
import org.tribuo.data.columnar.processors.response.FieldResponseProcessor;
import org.tribuo.data.text.impl.TokenPipeline;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.util.tokens.impl.BreakIteratorTokenizer;

/** Rows of the generated news site as Tribuo's own row processor makes examples of them. */
final class TribuoRows {

  static final String LABEL = "next_content_id";

  private static final String MONTHS = "months_since_epoch";

  private TribuoRows() {}

  static MutableDataset<Label> dataset(ExampleSource rows) {
    LabelFactory labels = new LabelFactory();
    RowProcessor<Label> processor =
        new RowProcessor<>(
            new FieldResponseProcessor<>(List.of(LABEL), List.of(""), labels, false, false),
            processors());
    MutableDataset<Label> dataset =
        new MutableDataset<>(new SimpleDataSourceProvenance("the news site", labels), labels);
    SourceSchema schema = rows.schema();
    try (SourceReader reader = rows.open()) {
      for (SourceBatch batch = reader.next(); batch != null; batch = reader.next()) {
        for (int row = 0; row < batch.rowCount(); row++) {
          dataset.add(processor.generateExample(cells(schema, batch, row), true).orElseThrow());
        }
      }
    }
    return dataset;
  }

  private static Map<String, FieldProcessor> processors() {
    Map<String, FieldProcessor> fields = new LinkedHashMap<>();
    for (String field : List.of("content_id", "category", "author")) {
      fields.put(field, new IdentityProcessor(field));
    }
    fields.put(MONTHS, new DoubleFieldProcessor(MONTHS));
    fields.put(
        "title",
        new TextFieldProcessor(
            "title", new TokenPipeline(new BreakIteratorTokenizer(Locale.GERMAN), 1, false)));
    return fields;
  }

  private static Map<String, String> cells(SourceSchema schema, SourceBatch batch, int row) {
    Map<String, String> cells = new LinkedHashMap<>();
    for (int i = 0; i < schema.fields().size(); i++) {
      if (batch.column(i).valueCount(row) > 0) {
        boolean number = schema.fields().get(i).type() == ValueType.INTEGER;
        // Linear models want numbers near 0.
        String text =
            number
                ? Double.toString((batch.column(i).number(row, 0) - 570) / 10)
                : batch.column(i).text(row, 0);
        cells.put(schema.names().get(i), text);
      }
    }
    return cells;
  }
}
