package org.hybridrec.features;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hybridrec.features.encoded.Combiner;
import org.hybridrec.features.hashing.FingerprintCat64;
import org.hybridrec.features.text.TextEncoder;
import org.hybridrec.features.text.Tokenizer;
import org.hybridrec.features.text.VectorEncoder;

/**
 * Reads columns in their one textual form, as {@link ColumnWriter} writes it or a person does.
 *
 * <pre>{@code
 * - embedding: {of: {hash_bucket: {field: content_id, buckets: 15634}}, width: 10}
 * - indicator: {of: {vocabulary: {field: category, values: {file: categories.txt}, oov_buckets: 1}}}
 * - numeric_columns: {prefix: user_factor_, count: 10}
 * }</pre>
 */
public final class ColumnReader {

  private final Facts facts;

  /** Makes a reader that finds fitted facts there. */
  public ColumnReader(Facts facts) {
    this.facts = facts;
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

  private List<? extends DenseColumn> dense(Definition column) {
    String kind = column.kind();
    Definition body = column.child(kind);
    return switch (kind) {
      case "numeric" -> List.of(numeric(body));
      case "numeric_columns" -> numericColumns(body.allow("prefix", "count", "default"));
      case "embedding" -> List.of(embedding(body));
      case "indicator" -> List.of(indicator(body.allow("of", "name")));
      case "text_embedding" -> List.of(textEmbedding(body.allow("field", "encoder", "name")));
      default ->
          throw column.wrong(
              "the kind '"
                  + kind
                  + "' is not known; allowed are numeric, numeric_columns, embedding, indicator,"
                  + " text_embedding");
    };
  }

  private DenseColumn indicator(Definition body) {
    return named(body, FeatureColumns.indicator(categorical(body.child("of"))));
  }

  private DenseColumn textEmbedding(Definition body) {
    return named(
        body,
        FeatureColumns.textEmbedding(field(body.child("field")), encoder(body.child("encoder"))));
  }

  private VectorEncoder encoder(Definition encoder) {
    if (!encoder.kind().equals("hashed")) {
      return facts.encoder(encoder);
    }
    Definition hashed = encoder.child("hashed").allow("width", "seed");
    long seed = hashed.find("seed").map(Definition::wholeNumber).orElse(0L);
    return hashed.read(body -> TextEncoder.hashed(body.child("width").integer(), seed));
  }

  private static DenseColumn named(Definition body, DenseColumn column) {
    Optional<Definition> name = body.find("name");
    return name.isPresent() ? column.named(name.get().text()) : column;
  }

  private NumericColumn numeric(Definition body) {
    body.allow("field", "default", "mean", "standard_deviation", "name");
    Field field = field(body.child("field"));
    NumericColumn column = FeatureColumns.numeric(field);
    Optional<Definition> given = body.find("default");
    if (given.isPresent()) {
      column = column.withDefault(facts.number(given.get(), field));
    }
    if (body.find("mean").isPresent() || body.find("standard_deviation").isPresent()) {
      column =
          column.normalizedBy(
              facts.number(body.child("mean"), field),
              facts.number(body.child("standard_deviation"), field));
    }
    return body.find("name").isPresent() ? column.named(body.child("name").text()) : column;
  }

  private List<NumericColumn> numericColumns(Definition body) {
    float missing = body.find("default").map(Definition::number).orElse(0f);
    int count = body.child("count").integer();
    String prefix = body.child("prefix").text();
    Check.atLeastOne(prefix, "count", count);
    List<NumericColumn> columns = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      columns.add(FeatureColumns.numeric(prefix + i).withDefault(missing));
    }
    return columns;
  }

  private DenseColumn embedding(Definition body) {
    body.allow("of", "width", "combiner", "max_norm", "trainable", "table", "vectors", "name");
    CategoricalColumn of = categorical(body.child("of"));
    EmbeddingColumn column = FeatureColumns.embedding(of, body.child("width").integer());
    if (body.find("name").isPresent()) {
      column = column.named(body.child("name").text());
    }
    Combiner combiner = body.find("combiner").map(this::combiner).orElse(Combiner.MEAN);
    return new EmbeddingColumn(
        column.name(),
        of,
        column.width(),
        combiner,
        body.find("max_norm").map(Definition::number).orElse(Float.POSITIVE_INFINITY),
        body.find("trainable").map(Definition::bool).orElse(true),
        body.find("table").map(Definition::text).orElse(column.name()),
        body.find("vectors").map(facts::vectors));
  }

  private Combiner combiner(Definition name) {
    for (Combiner combiner : Combiner.values()) {
      if (combiner.name().toLowerCase(Locale.ROOT).equals(name.text())) {
        return combiner;
      }
    }
    throw name.wrong(
        "expected one of "
            + Arrays.toString(Combiner.values()).toLowerCase(Locale.ROOT)
            + ", was '"
            + name.text()
            + "'");
  }

  private CategoricalColumn categorical(Definition column) {
    return column.read(this::categoricalOf);
  }

  private CategoricalColumn categoricalOf(Definition column) {
    String kind = column.kind();
    Definition body = column.child(kind);
    return switch (kind) {
      case "hash_bucket" -> hashBucket(body.allow("field", "buckets"));
      case "vocabulary" -> vocabulary(body.allow("field", "values", "oov_buckets"));
      case "identity" -> identity(body.allow("field", "cardinality", "default"));
      case "bucketized" -> bucketized(body.allow("of", "boundaries"));
      case "crossed" -> crossed(body.allow("keys", "buckets", "hash_key"));
      default ->
          throw column.wrong(
              "the kind '"
                  + kind
                  + "' is not known; allowed are hash_bucket, vocabulary, identity, bucketized,"
                  + " crossed");
    };
  }

  private static CategoricalColumn hashBucket(Definition body) {
    return FeatureColumns.hashBucket(field(body.child("field")), body.child("buckets").integer());
  }

  private CategoricalColumn vocabulary(Definition body) {
    Field field = field(body.child("field"));
    return FeatureColumns.vocabulary(field, facts.vocabulary(body.child("values"), field))
        .withOovBuckets(body.find("oov_buckets").map(Definition::integer).orElse(0));
  }

  private CategoricalColumn identity(Definition body) {
    IdentityColumn column =
        FeatureColumns.identity(field(body.child("field")), body.child("cardinality").integer());
    Optional<Definition> id = body.find("default");
    return id.isPresent() ? column.withDefault(id.get().integer()) : column;
  }

  private CategoricalColumn bucketized(Definition body) {
    Definition of = body.child("of");
    NumericColumn number = numeric(of.allow("numeric").child("numeric"));
    Definition boundaries = body.child("boundaries");
    if (boundaries.isMap()) {
      Definition range = boundaries.allow("range").child("range");
      List<Definition> ends = range.list();
      if (ends.size() != 3) {
        throw range.wrong("a range is [from, to, step], had " + ends.size() + " numbers");
      }
      return FeatureColumns.bucketized(
          number,
          FeatureColumns.range(
              ends.get(0).integer(), ends.get(1).integer(), ends.get(2).integer()));
    }
    List<Definition> list = boundaries.list();
    float[] values = new float[list.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = list.get(i).number();
    }
    return FeatureColumns.bucketized(number, values);
  }

  private CategoricalColumn crossed(Definition body) {
    List<CrossKey> keys = new ArrayList<>();
    for (Definition key : body.child("keys").list()) {
      if (key.isText()) {
        keys.add(field(key));
      } else {
        keys.add(key.kind().equals("field") ? field(key.child("field")) : categorical(key));
      }
    }
    return new CrossedColumn(
        keys,
        body.child("buckets").integer(),
        body.find("hash_key")
            .map(Definition::wholeNumber)
            .orElse(FingerprintCat64.DEFAULT_HASH_KEY));
  }

  private static Field field(Definition field) {
    return field.read(ColumnReader::fieldOf);
  }

  private static Field fieldOf(Definition definition) {
    if (definition.isText()) {
      return Field.of(definition.text());
    }
    definition.allow("name", "default", "split", "tokenizer", "at", "from", "weights");
    Field field = Field.of(definition.child("name").text());
    if (definition.find("default").isPresent()) {
      field = field.withDefault(definition.child("default").text());
    }
    if (definition.find("split").isPresent()) {
      field = field.split(definition.child("split").text());
    }
    if (definition.find("tokenizer").isPresent()) {
      field = field.tokenized(Tokenizer.named(definition.child("tokenizer").text()));
    }
    if (definition.find("at").isPresent()) {
      field = field.at(definition.child("at").integer());
    }
    if (definition.find("from").isPresent()) {
      field = field.from(definition.child("from").integer());
    }
    if (definition.find("weights").isPresent()) {
      field = field.weightedBy(definition.child("weights").text());
    }
    return field;
  }
}
