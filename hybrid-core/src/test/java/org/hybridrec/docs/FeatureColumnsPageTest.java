package org.hybridrec.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hybridrec.features.FeatureColumns.bucketized;
import static org.hybridrec.features.FeatureColumns.crossed;
import static org.hybridrec.features.FeatureColumns.embedding;
import static org.hybridrec.features.FeatureColumns.field;
import static org.hybridrec.features.FeatureColumns.hashBucket;
import static org.hybridrec.features.FeatureColumns.identity;
import static org.hybridrec.features.FeatureColumns.indicator;
import static org.hybridrec.features.FeatureColumns.numeric;
import static org.hybridrec.features.FeatureColumns.numericColumns;
import static org.hybridrec.features.FeatureColumns.pretrained;
import static org.hybridrec.features.FeatureColumns.range;
import static org.hybridrec.features.FeatureColumns.textEmbedding;
import static org.hybridrec.features.FeatureColumns.vocabulary;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hybridrec.core.HybridRecommender;
import org.hybridrec.core.factorization.FactorFit;
import org.hybridrec.core.factorization.FittedFactors;
import org.hybridrec.core.factorization.Wals;
import org.hybridrec.core.file.Json;
import org.hybridrec.core.network.Network;
import org.hybridrec.core.network.NetworkShape;
import org.hybridrec.core.optimization.LearningRateSchedule;
import org.hybridrec.core.optimization.Optimizer;
import org.hybridrec.core.recipe.Recipe;
import org.hybridrec.core.training.TrainingOptions;
import org.hybridrec.features.BoundEncoder;
import org.hybridrec.features.ColumnReport;
import org.hybridrec.features.DenseColumn;
import org.hybridrec.features.DirtyValues;
import org.hybridrec.features.EmbeddingColumn;
import org.hybridrec.features.FeatureEncoder;
import org.hybridrec.features.Field;
import org.hybridrec.features.VectorColumn;
import org.hybridrec.features.VectorTable;
import org.hybridrec.features.Vocabulary;
import org.hybridrec.features.dataset.Reversal;
import org.hybridrec.features.encoded.Combiner;
import org.hybridrec.features.encoded.EncodedBatch;
import org.hybridrec.features.encoded.IdList;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.MapRows;
import org.hybridrec.features.source.MapSource;
import org.hybridrec.features.text.TextEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The examples of the page on feature columns: Java, YAML, and what becomes of some rows. */
class FeatureColumnsPageTest {

  private static final Page PAGE = Page.read("docs/feature-columns.md");

  /** The page's examples as columns; the page prints the very expressions that stand here. */
  private static final Map<String, List<? extends DenseColumn>> EXAMPLES = new LinkedHashMap<>();

  static {
    example(
        "fields: split and weights",
        indicator(
            vocabulary(field("tags").split("|").weightedBy("w"), Vocabulary.of("a", "b", "c"))));
    example(
        "fields: a position and a default",
        indicator(
            vocabulary(
                field("history").withDefault("none").at(0), Vocabulary.of("none", "a", "b"))));
    example("fields: words", embedding(hashBucket(field("title").words(), 1000), 8));
    example("numeric", numeric("price").normalizedBy(10, 4));
    example("numeric: default", numeric("months").withDefault(573.6f));
    EXAMPLES.put("numeric columns", numericColumns("user_factor_", 2));
    example("bucketized", indicator(bucketized(numeric("months"), range(400, 460, 20))));
    example("identity", indicator(identity("hour", 24)));
    example("identity: default", indicator(identity("hour", 25).withDefault(24)));
    example("hash_bucket", indicator(hashBucket("letter", 3)));
    example(
        "vocabulary",
        indicator(vocabulary("category", Vocabulary.of("News", "Kultur")).withOovBuckets(2)));
    example(
        "vocabulary: without OOV buckets",
        indicator(vocabulary("category", Vocabulary.of("News", "Kultur"))));
    example(
        "crossed",
        indicator(
            crossed(60, vocabulary("category", Vocabulary.of("News", "Kultur")), field("hour"))));
    example(
        "embedding",
        embedding(hashBucket("author", 1104), 10)
            .combinedBy(Combiner.SQRTN)
            .withMaxNorm(2)
            .sharing("people"));
    EmbeddingColumn given =
        pretrained(
            field("user").split("|").weightedBy("w"),
            VectorTable.of(Vocabulary.of("u1", "u2"), new float[][] {{1, 0}, {0, 2}}));
    EXAMPLES.put(
        "pretrained",
        List.of(
            given.named("mean"),
            given.combinedBy(Combiner.SUM).named("sum"),
            given.combinedBy(Combiner.SQRTN).named("sqrtn")));
    example("text_embedding", textEmbedding("title", TextEncoder.hashed(3, 1)));
  }

  private static void example(String name, DenseColumn column) {
    EXAMPLES.put(name, List.of(column));
  }

  static Set<String> examples() {
    return EXAMPLES.keySet();
  }

  @Test
  void everyExampleOfThePageIsCheckedHere() {
    assertThat(PAGE.comments("example")).containsExactlyElementsOf(EXAMPLES.keySet());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void theJavaFormStandsInThisTest(String name) throws IOException {
    String source =
        Files.readString(Path.of("src/test/java/org/hybridrec/docs/FeatureColumnsPageTest.java"));
    String code = PAGE.after("example " + name).code("java").get(0);
    assertThat(source.replaceAll("\\s", "")).contains(code.replaceAll("\\s", ""));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void theYamlFormGivesTheSameColumns(String name) {
    List<String> forms = PAGE.after("example " + name).code("yaml");
    if (name.equals("pretrained")) {
      assertThat(forms).as("vectors are given in code").isEmpty();
      return;
    }
    String columns =
        forms.get(0).lines().map(line -> "\n    " + line).collect(Collectors.joining());
    String recipe = "label: {field: l, items: [x]}\ncolumns:\n  -" + columns;
    assertThat(Recipe.of(name, recipe, Path.of("")).fit(MapSource.of(List.of())).columns())
        .isEqualTo(EXAMPLES.get(name));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void rowsBecomeWhatTheTableSays(String name) {
    List<List<String>> table = PAGE.after("example " + name).table();
    List<List<String>> computed = new ArrayList<>();
    computed.add(table.get(0));
    for (List<String> row : table.subList(1, table.size())) {
      computed.add(new Row(EXAMPLES.get(name), table.get(0), row).cells());
    }
    assertThat(computed).isEqualTo(table);
  }

  @Test
  void factorsOfARecipeAreThoseOfTheBuilder() throws IOException {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      Map<String, Object> row = new HashMap<>();
      row.put("visitor_id", "v" + i % 12);
      row.put("content_id", "c" + i % 7);
      row.put("next_content_id", "c" + i % 5);
      row.put("history", List.of("c" + i % 4));
      rows.add(row);
    }
    ExampleSource train = MapSource.of(rows);
    FittedFactors factors =
        FactorFit.of("visitor_id", "content_id", "next_content_id")
            .combinedBy(Math::max)
            .wals(Wals.builder().factors(32).build())
            .on(train);
    List<DenseColumn> columns =
        List.of(factors.foldedIn("history"), factors.itemFactors("content_id"));

    String label =
        "label: {field: next_content_id, items: {fit: vocabulary}}\ntraining: {seed: 0}\n";
    String yaml = label + PAGE.after("factors").code("yaml").get(0);
    List<DenseColumn> read =
        new ArrayList<>(Recipe.of("page", yaml, Path.of("")).fit(train).columns());
    assertThat(read)
        .extracting(FeatureColumnsPageTest::digest)
        .containsExactlyInAnyOrderElementsOf(
            columns.stream().map(FeatureColumnsPageTest::digest).toList());
    String source =
        Files.readString(Path.of("src/test/java/org/hybridrec/docs/FeatureColumnsPageTest.java"));
    assertThat(source.replaceAll("\\s", ""))
        .contains(PAGE.after("factors").code("java").get(0).replaceAll("\\s", ""));
  }

  private static String digest(DenseColumn column) {
    return column.name() + " " + ((VectorColumn) column).encoder().fingerprint();
  }

  @Test
  void theRecipeThatNamesEveryOptionIsTheOneThatNamesNone() {
    MapSource rows = MapSource.of(List.of(Map.of("content", "a", "next", "b")));
    String full = PAGE.after("recipe").code("yaml").get(0);
    String bare = full.substring(0, full.indexOf("network:"));
    HybridRecommender named = Recipe.of("full", full, Path.of("")).fit(rows);
    HybridRecommender left = Recipe.of("bare", bare, Path.of("")).fit(rows);
    assertThat(named.hiddenUnits()).isEqualTo(left.hiddenUnits());
    assertThat(named.outputBiasFromFrequency()).isEqualTo(left.outputBiasFromFrequency());
    assertThat(named.training()).isEqualTo(left.training());
    assertThat(named.columns()).isEqualTo(left.columns());
    assertThat(named.items()).isEqualTo(left.items());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{max_steps: 1000}",
        "{early_stopping: 3}",
        "{optimizer: {adam: {learning_rate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-7}}}",
        "{optimizer: {sgd: {learning_rate: 0.01}}}",
        "{learning_rate_schedule: {warm_up: 500, cosine: {steps: 10000, fraction: 0.01}}}",
        "{learning_rate_schedule: {step_decay: {every: 1000, factor: 0.5}}}",
        "{gradient_clip: 1}"
      })
  void furtherOptionsOfTheRecipeAreRead(String training) {
    assertThat(PAGE.text()).contains(training.replaceAll("^\\{(optimizer.*)}$", "$1"));
    String recipe =
        "{label: {field: l, items: [x]}, columns: [{numeric: n}], training: " + training + "}";
    TrainingOptions read =
        Recipe.of("further", recipe, Path.of("")).fit(MapSource.of(List.of())).training();
    assertThat(
            List.of(
                read.maxSteps() == 1000,
                read.patience() == 3,
                read.optimizer().equals(Optimizer.adam(0.001f)),
                read.optimizer().equals(Optimizer.sgd(0.01f)),
                read.schedule().equals(LearningRateSchedule.cosine(10_000, 0.01f).withWarmUp(500)),
                read.schedule().equals(LearningRateSchedule.stepDecay(1_000, 0.5f)),
                read.gradientClip() == 1f))
        .containsOnlyOnce(true);
  }

  @Test
  void reversedRowsAreReadAsTheTableSays() {
    String option =
        "{reversed_rows: {content: content_id, fields: [category, title], weight: 0.3}}";
    assertThat(PAGE.text()).contains(option);
    MapSource rows =
        MapSource.of(
            List.of(Map.of("content_id", "a", "category", "c", "title", "t", "next", "b")));
    String recipe =
        "{label: {field: next, items: [x]}, columns: [{numeric: n}], training: " + option + "}";
    assertThat(Recipe.of("reversed", recipe, Path.of("")).fit(rows).reversedRows())
        .contains(Reversal.of("content_id", 0.3f, "category", "title"));
  }

  @Test
  void theWeightOfARowIsReadAsTheTableSays() {
    for (String weight : List.of("w", "{field: w, default: 1}")) {
      String label = "label: {field: next, items: {fit: vocabulary}, weight: " + weight + "}";
      assertThat(PAGE.text()).contains(weight.equals("w") ? label : weight);
      MapSource rows = MapSource.of(List.of(Map.of("n", 1, "next", "b")));
      HybridRecommender read =
          Recipe.of("weight", label + "\ncolumns: [{numeric: n}]", Path.of("")).fit(rows);
      assertThat(read.label().weight())
          .isEqualTo(weight.equals("w") ? numeric("w") : numeric("w").withDefault(1));
    }
  }

  /** A line of a table: cells under a field's name are given, all others are computed. */
  private static final class Row {

    private final FeatureEncoder encoder;
    private final List<String> head;
    private final List<String> line;
    private final EncodedBatch batch;
    private final ColumnReport report;

    Row(List<? extends DenseColumn> columns, List<String> head, List<String> line) {
      this.encoder = FeatureEncoder.of(columns);
      this.head = head;
      this.line = line;
      BoundEncoder bound = encoder.bind(encoder.servingSchema(), null, DirtyValues.COUNT);
      this.batch = bound.encode(MapRows.of(encoder.servingSchema(), List.of(given())));
      this.report = bound.report().columns().get(0);
    }

    private Map<String, Object> given() {
      Map<String, Object> values = new HashMap<>();
      for (int i = 0; i < head.size(); i++) {
        if (isField(head.get(i)) && !line.get(i).equals("—")) {
          values.put(head.get(i), Json.read(line.get(i).replace("`", "")));
        }
      }
      return values;
    }

    private boolean isField(String name) {
      return encoder.columns().stream()
          .flatMap(column -> column.fields().stream())
          .flatMap(field -> Stream.of(field.source(), weights(field)))
          .anyMatch(name::equals);
    }

    private static String weights(Field field) {
      return field.weights() == null ? "" : field.weights();
    }

    List<String> cells() {
      return IntStream.range(0, head.size()).mapToObj(this::cell).toList();
    }

    private String cell(int place) {
      String name = head.get(place);
      if (isField(name)) {
        return line.get(place);
      }
      return switch (name) {
        case "ids" -> ids(false);
        case "weights" -> ids(true);
        case "counted" -> counted();
        case "floats" -> floats(encoder.columns().get(0).name());
        default -> floats(name.replace(" floats", ""));
      };
    }

    private String ids(boolean weights) {
      IdList ids = batch.ids(0);
      String joined =
          IntStream.range(0, ids.offsets()[1])
              .mapToObj(i -> weights ? digits(ids.weight(i)) : Integer.toString(ids.ids()[i]))
              .collect(Collectors.joining(", "));
      return joined.isEmpty() ? "none" : joined;
    }

    private String counted() {
      Map<String, Long> counts = new LinkedHashMap<>();
      counts.put("missing", report.missing());
      counts.put("defaulted", report.defaulted());
      counts.put("unknown", report.unknown());
      counts.put("invalid", report.invalid());
      return counts.entrySet().stream()
          .filter(count -> count.getValue() > 0)
          .map(count -> count.getKey() + " " + count.getValue())
          .collect(Collectors.joining(", "));
    }

    /** What a network sees: a layer that copies its input gives it away. */
    private String floats(String column) {
      int width = encoder.layout().width();
      Map<String, float[]> weights = new HashMap<>();
      encoder
          .givenTables()
          .forEach((table, vectors) -> weights.put("embedding/" + table, flat(vectors)));
      float[] copy = new float[width * width];
      for (int i = 0; i < width; i++) {
        copy[i * width + i] = 1;
      }
      weights.put("output/kernel", copy);
      weights.put("output/bias", new float[width]);
      float[][] seen = new float[1][width];
      Network.of(new NetworkShape(encoder.layout(), List.of(), width), weights).logits(batch, seen);
      int from = 0;
      for (DenseColumn other : encoder.columns()) {
        if (other.name().equals(column)) {
          return IntStream.range(from, from + other.width())
              .mapToObj(i -> digits(seen[0][i]))
              .collect(Collectors.joining(", "));
        }
        from += other.width();
      }
      throw new AssertionError("no column '" + column + "'");
    }

    private static float[] flat(VectorTable vectors) {
      float[] flat = new float[vectors.size() * vectors.width()];
      for (int i = 0; i < vectors.size(); i++) {
        System.arraycopy(vectors.row(i), 0, flat, i * vectors.width(), vectors.width());
      }
      return flat;
    }

    /** Three decimals at most. */
    private static String digits(float number) {
      return String.format(Locale.ROOT, "%.3f", number).replaceAll("\\.?0+$", "");
    }
  }
}
