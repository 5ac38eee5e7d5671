package org.hybridrec.core.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hybridrec.core.HybridModel;
import org.hybridrec.core.HybridRecommender;
import org.hybridrec.core.factorization.FactorFit;
import org.hybridrec.core.factorization.Factorization;
import org.hybridrec.core.factorization.FactorizationException;
import org.hybridrec.core.factorization.FittedFactors;
import org.hybridrec.core.factorization.FrequencyWeight;
import org.hybridrec.core.factorization.ValueWeight;
import org.hybridrec.core.factorization.Wals;
import org.hybridrec.core.factorization.WalsBuilder;
import org.hybridrec.features.DefinitionException;
import org.hybridrec.features.EmbeddingColumn;
import org.hybridrec.features.FeatureColumns;
import org.hybridrec.features.VectorColumn;
import org.hybridrec.features.dataset.NextContent;
import org.hybridrec.features.dataset.Split;
import org.hybridrec.features.dataset.SplitRows;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.MapSource;
import org.hybridrec.features.synthetic.NewsSite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RecipeFactorsTest {

  private static final ExampleSource ROWS = rows("v", 600);

  @TempDir Path folder;

  /** Visitors of one kind read 5 contents, those of the other kind 5 others. */
  private static ExampleSource rows(String prefix, int count) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int visitor = i * 37 % 60;
      int taste = visitor % 2 * 5;
      Map<String, Object> row = new HashMap<>();
      row.put("visitor", prefix + visitor);
      row.put("content", "c" + (taste + i / 60 % 5));
      row.put("seconds", 1 + i % 7);
      row.put("history", List.of("c" + (taste + i % 5), "c" + (taste + (i + 1) % 5)));
      row.put("numbers", List.of(7L, 9L));
      row.put("next", "c" + (taste + (i / 7 + visitor) % 5));
      rows.add(row);
    }
    return MapSource.of(rows);
  }

  private HybridRecommender read(String factors, String columns) {
    return read(factors, columns, "{seed: 5}");
  }

  private HybridRecommender read(String factors, String columns, String training) {
    String yaml =
        """
        label: {field: next, items: {fit: vocabulary}}
        factors: %s
        columns: %s
        network: {hidden_units: []}
        training: %s
        """;
    return Recipe.of("r.yaml", yaml.formatted(factors, columns, training), folder).fit(ROWS);
  }

  private static Factorization fit(Wals wals, String... items) {
    return FactorFit.of("visitor", items).wals(wals).on(ROWS).factorization();
  }

  private static VectorColumn folded(HybridRecommender recommender) {
    return (VectorColumn) recommender.columns().get(0);
  }

  @Test
  void columnsOfFactorsAreThoseOfTheBuilder() {
    HybridRecommender recipe =
        read(
            "{users: visitor, items: [content, next], width: 3, parts: 4}",
            """
            [{vector: {field: history, encoder: {folded_in: {fit: factors}}}},
             {vector: {field: content, encoder: {item_factors: {fit: factors}}, name: reading}}]
            """);
    FittedFactors built =
        FactorFit.of("visitor", "content", "next")
            .wals(Wals.builder().factors(3).seed(5).build())
            .parts(4)
            .on(ROWS);
    assertThat(recipe.columns()).extracting("name").containsExactly("history_folded_in", "reading");
    assertThat(folded(recipe).encoder().fingerprint())
        .isEqualTo(built.foldedIn("history").encoder().fingerprint());
    assertThat(((VectorColumn) recipe.columns().get(1)).encoder().fingerprint())
        .isEqualTo(built.itemFactors("content").encoder().fingerprint());
    assertThat(built.crossFit().parts()).isEqualTo(4);
  }

  static Stream<Arguments> everyOptionIsThatOfTheBuilder() {
    return Stream.of(
        Arguments.of("", Wals.builder().factors(2)),
        Arguments.of("iterations: 2", Wals.builder().factors(2).iterations(2)),
        Arguments.of("tolerance: 0.5", Wals.builder().factors(2).tolerance(0.5)),
        Arguments.of("unobserved_weight: 1", Wals.builder().factors(2).unobservedWeight(1)),
        Arguments.of(
            "value_weight: {constant: 3}",
            Wals.builder().factors(2).valueWeight(ValueWeight.constant(3))),
        Arguments.of(
            "value_weight: {linear: 0.5}",
            Wals.builder().factors(2).valueWeight(ValueWeight.linear(0.5))),
        Arguments.of(
            "value_weight: {logarithmic: {scale: 2, unit: 10}}",
            Wals.builder().factors(2).valueWeight(ValueWeight.logarithmic(2, 10))),
        Arguments.of(
            "user_weight: {scale: 2, exponent: -0.5}",
            Wals.builder().factors(2).userWeight(new FrequencyWeight(2, -0.5))),
        Arguments.of(
            "item_weight: {exponent: -1}",
            Wals.builder().factors(2).itemWeight(new FrequencyWeight(1, -1))),
        Arguments.of("regularization: 0.3", Wals.builder().factors(2).regularization(0.3)),
        Arguments.of(
            "regularization: {lambda: 0.3, exponent: 0.5}",
            Wals.builder().factors(2).regularization(0.3, 0.5)),
        Arguments.of("solver: cholesky", Wals.builder().factors(2).cholesky()),
        Arguments.of(
            "solver: {conjugate_gradient: 1}", Wals.builder().factors(2).conjugateGradient(1)),
        Arguments.of("mode: explicit", Wals.builder().explicit().factors(2)));
  }

  @ParameterizedTest
  @MethodSource
  void everyOptionIsThatOfTheBuilder(String option, WalsBuilder wals) {
    String factors = "{users: visitor, items: content, width: 2, seed: 9, " + option + "}";
    HybridRecommender recipe =
        read(factors, "[{vector: {field: history, encoder: {folded_in: {fit: factors}}}}]");
    Factorization built = fit(wals.seed(9).build(), "content");
    assertThat(folded(recipe).encoder().fingerprint()).isEqualTo(built.foldIn().fingerprint());
    if (!option.isEmpty() && !option.equals("solver: cholesky")) {
      Factorization plain = fit(Wals.builder().factors(2).seed(9).build(), "content");
      assertThat(built.foldIn().fingerprint()).isNotEqualTo(plain.foldIn().fingerprint());
    }
  }

  @Test
  void valuesAreAddedUpOrTheirMaximumIsTaken() {
    Wals wals = Wals.builder().factors(2).seed(5).build();
    FactorFit seconds = FactorFit.of("visitor", "content").values("seconds").wals(wals);
    for (String combine : List.of("sum", "max")) {
      HybridRecommender recipe =
          read(
              "{users: visitor, items: content, values: seconds, width: 2, combine: %s}"
                  .formatted(combine),
              "[{vector: {field: history, encoder: {folded_in: {fit: factors}}}}]");
      FactorFit fit = seconds.combinedBy(combine.equals("sum") ? Double::sum : Math::max);
      assertThat(folded(recipe).encoder().fingerprint())
          .isEqualTo(fit.on(ROWS).factorization().foldIn().fingerprint());
    }
  }

  @Test
  void theSeedOfTheTrainingIsThatOfTheFactorsUnlessTheyNameTheirOwn() {
    String columns = "[{vector: {field: history, encoder: {folded_in: {fit: factors}}}}]";
    String factors = "{users: visitor, items: content, width: 2%s}";
    String five = folded(read(factors.formatted(""), columns)).encoder().fingerprint();
    String six = folded(read(factors.formatted(""), columns, "{seed: 6}")).encoder().fingerprint();
    String own =
        folded(read(factors.formatted(", seed: 5"), columns, "{seed: 6}")).encoder().fingerprint();
    assertThat(six).isNotEqualTo(five);
    assertThat(own).isEqualTo(five);
  }

  @Test
  void oneFileRecommendsWithoutAnythingElse() {
    HybridRecommender recipe =
        read(
            "{users: visitor, items: [content, next], width: 4}",
            "[{vector: {field: history, encoder: {folded_in: {fit: factors}}}}]",
            "{epochs: 40, batch_size: 16, optimizer: {adagrad: {learning_rate: 0.5}}}");
    HybridModel model = recipe.fit(ROWS);
    Path file = folder.resolve("m.safetensors");
    model.save(file);
    HybridModel loaded = HybridModel.load(file);
    Map<String, Object> newVisitor = Map.of("history", List.of("c6", "c8"));
    assertThat(loaded.recommend(newVisitor, 5)).isEqualTo(model.recommend(newVisitor, 5));
    assertThat(loaded.recommend(newVisitor, 5))
        .extracting("id")
        .containsExactlyInAnyOrder("c5", "c6", "c7", "c8", "c9");
    assertThat(loaded.evaluate(rows("new", 300), 5)).isEqualTo(model.evaluate(rows("new", 300), 5));
    assertThat(loaded.evaluate(rows("new", 300), 5).topKAccuracy()).isEqualTo(1);
  }

  @Test
  void theSameFactorsComeFromAnyNumberOfThreads() {
    String yaml =
        """
        label: {field: next, items: {fit: vocabulary}}
        factors: {users: visitor, items: content, width: 4}
        columns: [{vector: {field: history, encoder: {folded_in: {fit: factors}}}}]
        """;
    Recipe recipe = Recipe.of("r.yaml", yaml, folder);
    String one = folded(recipe.fit(ROWS, 1)).encoder().fingerprint();
    assertThat(folded(recipe.fit(ROWS, 3)).encoder().fingerprint()).isEqualTo(one);
    assertThat(folded(recipe.fit(ROWS)).encoder().fingerprint()).isEqualTo(one);
  }

  @Test
  void historiesMayBeOfWholeNumbers() {
    HybridRecommender recipe =
        read(
            "{users: visitor, items: seconds, width: 2}",
            "[{vector: {field: numbers, encoder: {folded_in: {fit: factors}}}}]");
    HybridModel model = recipe.fit(ROWS);
    assertThat(model.scores(Map.of("numbers", List.of(7, 3))))
        .isEqualTo(model.scores(Map.of("numbers", List.of("7", "3"))))
        .isNotEqualTo(model.scores(Map.of("numbers", List.of(2, 3))));
  }

  @Test
  void theLabLooksFactorsUpById() {
    HybridRecommender recipe =
        read(
            "{mode: lab, users: visitor, items: content, width: 2, regularization: 0.1}",
            """
            [{pretrained: {field: visitor, vectors: {fit: user_factors}}},
             {pretrained: {field: content, vectors: {fit: item_factors}, name: item}}]
            """);
    Factorization lab =
        FactorFit.of("visitor", "content")
            .wals(Wals.lab().factors(2).regularization(0.1).seed(5).build())
            .withoutCrossFitting(ROWS);
    assertThat(recipe.columns())
        .containsExactly(
            FeatureColumns.pretrained("content", lab.itemFactors()).named("item"),
            FeatureColumns.pretrained("visitor", lab.userFactors()));
    assertThat(((EmbeddingColumn) recipe.columns().get(1)).trainable()).isFalse();
  }

  static Stream<Arguments> mistakesNameTheirPlace() {
    String fold = "[{vector: {field: history, encoder: {folded_in: {fit: factors}}}}]";
    String table = "[{pretrained: {field: visitor, vectors: {fit: user_factors}}}]";
    return Stream.of(
        Arguments.of(
            "{users: visitor}",
            fold,
            "r.yaml: factors: the key 'items' is missing; it has ['users']"),
        Arguments.of(
            "{users: visitor, items: content, with: 3}",
            fold,
            "r.yaml: factors: the key 'with' is not known; allowed are [users, items, values,"
                + " combine, parts, mode, width, iterations, tolerance, unobserved_weight,"
                + " value_weight, user_weight, item_weight, regularization, solver, seed]"),
        Arguments.of(
            "{users: visitor, items: [content, content]}",
            fold,
            "r.yaml: factors: factors: the field 'content' stands twice; name every field once"),
        Arguments.of(
            "{users: visitor, items: []}",
            fold,
            "r.yaml: factors: factors: at least 1 field of items is needed, had none"),
        Arguments.of(
            "{users: visitor, items: content, width: 0}",
            fold,
            "r.yaml: factors: WALS: factors must be from 1 to 4096, was 0"),
        Arguments.of(
            "{users: visitor, items: content, parts: 1}",
            fold,
            "r.yaml: factors: cross-fit: parts must be at least 2, was 1"),
        Arguments.of(
            "{users: visitor, items: content, mode: both}",
            fold,
            "r.yaml: factors.mode: expected implicit, explicit or lab, was 'both'"),
        Arguments.of(
            "{users: visitor, items: content, combine: mean}",
            fold,
            "r.yaml: factors.combine: expected sum or max, was 'mean'"),
        Arguments.of(
            "{users: visitor, items: content, solver: qr}",
            fold,
            "r.yaml: factors.solver: expected cholesky or {conjugate_gradient: STEPS}, was 'qr'"),
        Arguments.of(
            "{users: visitor, items: content, value_weight: {square: 1}}",
            fold,
            "r.yaml: factors.value_weight: expected constant, linear or logarithmic, was"
                + " 'square'"),
        Arguments.of(
            "{users: visitor, items: content}",
            "[{vector: {field: history, encoder: {folded_in: {fit: vocabulary}}}}]",
            "r.yaml: columns[0].vector.encoder.folded_in.fit: expected 'factors', was"
                + " 'vocabulary'"),
        Arguments.of(
            "{users: visitor, items: content}",
            "[{numeric: seconds}]",
            "r.yaml: factors: no column uses the factors; add {vector: {field: …, encoder:"
                + " {folded_in: {fit: factors}}}} or {item_factors: {fit: factors}}, or leave them"
                + " out"),
        Arguments.of(
            "{users: visitor, items: content}",
            table,
            "r.yaml: columns[0].pretrained.vectors: factors that are looked up by id know the"
                + " labels of the rows to learn from; fold them in from a history, {vector:"
                + " {encoder: {folded_in: {fit: factors}}}}, or say factors: {mode: lab}"),
        Arguments.of(
            "{users: visitor, items: content, mode: lab}",
            fold,
            "r.yaml: columns[0].vector.encoder: the lab's factors are not cross-fitted and are"
                + " looked up by id; use pretrained, or another mode of factors"),
        Arguments.of(
            "{users: visitor, items: content, mode: lab, parts: 5}",
            table,
            "r.yaml: factors.parts: the lab's factors are not cross-fitted; leave the parts out"),
        Arguments.of(
            "{users: visitor, items: content, mode: lab, width: 2, regularization: 1}",
            "[{pretrained: {field: visitor, vectors: {fit: factors}}}]",
            "r.yaml: columns[0].pretrained.vectors.fit: expected 'user_factors' or 'item_factors',"
                + " was 'factors'"));
  }

  @ParameterizedTest
  @MethodSource
  void mistakesNameTheirPlace(String factors, String columns, String message) {
    assertThatThrownBy(() -> read(factors, columns))
        .isInstanceOf(DefinitionException.class)
        .hasMessage(message);
  }

  @Test
  void moreFactorsThanIdsNeedARegularization() {
    String fold = "[{vector: {field: history, encoder: {folded_in: {fit: factors}}}}]";
    assertThat(folded(read("{users: visitor, items: content, width: 99}", fold)).width())
        .isEqualTo(99);
    String none = "{users: visitor, items: content, width: 12, regularization: 0}";
    assertThatThrownBy(() -> read(none, fold))
        .isInstanceOf(FactorizationException.class)
        .hasMessage(
            "user 'v0': the normal equations have no unique solution (rank 10 of 12); set a"
                + " regularization or fewer factors");
  }

  @Test
  void factorsThatAreNotDeclaredAreMissed() {
    String yaml =
        """
        label: {field: next, items: {fit: vocabulary}}
        columns: [{vector: {field: history, encoder: {folded_in: {fit: factors}}}}]
        """;
    assertThatThrownBy(() -> Recipe.of("r.yaml", yaml, folder).fit(ROWS))
        .isInstanceOf(DefinitionException.class)
        .hasMessage(
            "r.yaml: columns[0].vector.encoder: the recipe declares no factors; add the key"
                + " 'factors'");
  }

  /** A site whose visitors have no tastes: factors can say nothing that the content does not. */
  @Test
  void whereVisitorsHaveNoTasteFactorsDoNoHarm() {
    assertThat(loss(0, true)).isLessThan(1.02 * loss(0, false));
  }

  @Test
  void whereVisitorsHaveTasteFactorsHelpThoseWhoAreNew() {
    assertThat(loss(4, true)).isLessThan(0.95 * loss(4, false));
  }

  private double loss(double alpha, boolean factors) {
    NewsSite site =
        NewsSite.builder().visitors(600).articles(80).views(15_000).alpha(alpha).seed(3).build();
    SplitRows parts =
        Split.byVisitor("visitor_id", 0.2)
            .of(NextContent.builder(site.views()).history("history", 10).build());
    String content =
        "  - embedding: {of: {vocabulary: {field: content_id, values: {fit: vocabulary}}}, width:"
            + " 16}\n";
    String columns =
        """
          - vector: {field: history, encoder: {folded_in: {fit: factors}}}
          - vector: {field: content_id, encoder: {item_factors: {fit: factors}}}
        """;
    String yaml =
        """
        label: {field: next_content_id, items: {fit: vocabulary}}
        network: {hidden_units: [32], output_bias_from_frequency: true}
        training: {epochs: 5, seed: 1}
        """
            + (factors
                ? "factors: {users: visitor_id, items: [content_id, next_content_id], combine: max,"
                    + " width: 16}\n"
                : "")
            + "columns:\n"
            + content
            + (factors ? columns : "");
    HybridRecommender recommender = Recipe.of("site", yaml, folder).fit(parts.train());
    return recommender.fit(parts.train()).evaluate(parts.test(), 10).loss();
  }

  @Test
  void aFileOfTheRecipeNeedsNothingElse() throws Exception {
    Path file = Files.writeString(folder.resolve("r.yaml"), "label: {field: next, items: [c1]}\n");
    Files.writeString(
        file,
        """
        factors: {users: visitor, items: content, width: 2}
        columns: [{vector: {field: history, encoder: {folded_in: {fit: factors}}}}]
        """,
        java.nio.file.StandardOpenOption.APPEND);
    assertThat(folded(Recipe.read(file).fit(ROWS)).width()).isEqualTo(2);
  }
}
