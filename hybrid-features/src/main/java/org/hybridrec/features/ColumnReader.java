package org.hybridrec.features;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hybridrec.features.encoded.Combiner;
import org.hybridrec.features.source.Quoted;
import org.hybridrec.features.text.TextEncoder;
import org.hybridrec.features.text.VectorEncoder;

/**
 * Reads columns in their one textual form, as {@link ColumnWriter} writes it or a person does. Keys
 * that are left out have the defaults of {@link FeatureColumns}.
 *
 * <pre>{@code
 * - embedding: {of: {hash_bucket: {field: content_id, buckets: 15634}}, width: 10}
 * - indicator: {of: {vocabulary: {field: category, values: {file: categories.txt}, oov_buckets: 1}}}
 * - indicator: {of: {bucketized: {of: months, boundaries: {range: [400, 700, 20]}}}}
 * - embedding:
 *     of: {hash_bucket: {field: {name: tags, split: "|", weights: tag_weights}, buckets: 500}}
 *     width: 8
 *     combiner: sum
 * - numeric: price
 * - numeric: {field: age, default: 40, mean: 38.5, standard_deviation: 12}
 * - numeric_columns: {prefix: user_factor_, count: 10}
 * - text_embedding: {field: title, encoder: {hashed: {width: 128}}}
 * - vector: {field: history, encoder: {folded_in: {fit: factors}}}
 * }</pre>
 */
public final class ColumnReader {

  private final Facts facts;
  private final CategoryDefinition categories;

  /** Makes a reader that finds fitted facts there. */
  public ColumnReader(Facts facts) {
    this.facts = facts;
    this.categories = new CategoryDefinition(facts);
  }

  /**
   * Reads a list of columns.
   *
   * @throws DefinitionException if it cannot be understood; the message names the place
   */
  public List<DenseColumn> read(Definition columns) {
    List<DenseColumn> read = new ArrayList<>();
    for (Definition column : columns.list()) {
      read.addAll(column.read(this::dense));
    }
    return read;
  }

  /**
   * Reads one number a row: a field's name alone, or {@code {field: age, default: 40}} as above.
   *
   * @throws DefinitionException if it cannot be understood; the message names the place
   */
  public NumericColumn number(Definition number) {
    return NumberDefinition.read(number, facts);
  }

  private List<? extends DenseColumn> dense(Definition column) {
    String kind = column.kind();
    Definition body = column.child(kind);
    return switch (kind) {
      case "numeric" -> List.of(NumberDefinition.read(body, facts));
      case "numeric_columns" -> numericColumns(body.allow("prefix", "count", "default"));
      case "embedding" -> List.of(embedding(body));
      case "indicator" -> List.of(indicator(body.allow("of", "name")));
      case "text_embedding" -> List.of(textEmbedding(body.allow("field", "encoder", "name")));
      case "vector" -> List.of(vector(body.allow("field", "encoder", "name")));
      case "pretrained" -> List.of(pretrained(body.allow("field", "vectors", "name")));
      default ->
          throw column.wrong(
              "the kind "
                  + Quoted.of(kind)
                  + " is not known; allowed are numeric, numeric_columns, embedding, indicator,"
                  + " text_embedding, vector, pretrained");
    };
  }

  private static List<NumericColumn> numericColumns(Definition body) {
    float missing = body.find("default").map(Definition::number).orElse(0f);
    return FeatureColumns.numericColumns(
        body.child("prefix").text(), body.child("count").integer(), missing);
  }

  private DenseColumn indicator(Definition body) {
    return named(body, FeatureColumns.indicator(categories.read(body.child("of"))));
  }

  private DenseColumn textEmbedding(Definition body) {
    Field field = FieldDefinition.read(body.child("field"), facts);
    VectorEncoder encoder = encoder(body.child("encoder"));
    if (!(encoder instanceof TextEncoder text)) {
      throw body.child("encoder")
          .wrong("the encoder " + Quoted.of(encoder.name()) + " is none of text; use vector");
    }
    return named(body, FeatureColumns.textEmbedding(field, text));
  }

  private DenseColumn vector(Definition body) {
    Field field = FieldDefinition.read(body.child("field"), facts);
    return named(body, FeatureColumns.vector(field, encoder(body.child("encoder"))));
  }

  private DenseColumn pretrained(Definition body) {
    Field field = FieldDefinition.read(body.child("field"), facts);
    return named(
        body, FeatureColumns.pretrained(field, body.child("vectors").read(facts::vectors)));
  }

  private VectorEncoder encoder(Definition encoder) {
    if (!encoder.kind().equals("hashed")) {
      return encoder.read(facts::encoder);
    }
    Definition hashed = encoder.child("hashed").allow("width", "seed");
    long seed = hashed.find("seed").map(Definition::wholeNumber).orElse(0L);
    return hashed.read(body -> TextEncoder.hashed(body.child("width").integer(), seed));
  }

  private static DenseColumn named(Definition body, DenseColumn column) {
    Optional<Definition> name = body.find("name");
    return name.isPresent() ? column.named(name.get().text()) : column;
  }

  private DenseColumn embedding(Definition body) {
    body.allow("of", "width", "combiner", "max_norm", "trainable", "table", "vectors", "name");
    CategoricalColumn of = categories.read(body.child("of"));
    DenseColumn column = named(body, FeatureColumns.embedding(of, body.child("width").integer()));
    return new EmbeddingColumn(
        column.name(),
        of,
        column.width(),
        body.find("combiner").map(ColumnReader::combiner).orElse(Combiner.MEAN),
        body.find("max_norm").map(Definition::number).orElse(Float.POSITIVE_INFINITY),
        body.find("trainable").map(Definition::bool).orElse(true),
        body.find("table").map(Definition::text).orElse(column.name()),
        body.find("vectors").map(vectors -> vectors.read(facts::vectors)));
  }

  private static Combiner combiner(Definition name) {
    for (Combiner combiner : Combiner.values()) {
      if (combiner.name().toLowerCase(Locale.ROOT).equals(name.text())) {
        return combiner;
      }
    }
    throw name.wrong(
        "expected one of "
            + Arrays.toString(Combiner.values()).toLowerCase(Locale.ROOT)
            + ", was "
            + Quoted.of(name.text()));
  }
}
