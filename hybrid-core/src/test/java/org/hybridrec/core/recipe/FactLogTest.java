package org.hybridrec.core.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hybridrec.core.FittedFact;
import org.hybridrec.core.FittedFacts;
import org.hybridrec.core.HybridModel;
import org.hybridrec.core.HybridRecommender;
import org.hybridrec.features.dataset.FactFiles;
import org.hybridrec.features.dataset.FittedOn;
import org.hybridrec.features.dataset.PartFacts;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.MapSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a recipe's facts were fitted on, from the recipe into the model file and to evaluation. */
class FactLogTest {

  private static final List<Map<String, Object>> ALL = rows(60);
  private static final ExampleSource TRAIN = MapSource.of(ALL.subList(0, 40));
  private static final ExampleSource TEST = MapSource.of(ALL.subList(40, 60));

  @TempDir Path folder;

  private static List<Map<String, Object>> rows(int count) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Map<String, Object> row = new HashMap<>();
      row.put("visitor", "v" + i % 13);
      row.put("content", "c" + i * i % 11);
      row.put("months", 570 + i);
      row.put("next", "c" + i % 11);
      rows.add(row);
    }
    return rows;
  }

  private FittedFacts facts(String columns) {
    return model(columns).recommender().fittedFacts();
  }

  private HybridModel model(String columns) {
    String yaml =
        "{label: {field: next, items: {fit: vocabulary}}, network: {hidden_units: []}, training:"
            + " {epochs: 1}, "
            + columns
            + "}";
    HybridRecommender recommender = Recipe.of("r.yaml", yaml, folder).fit(TRAIN);
    return recommender.fit(TRAIN);
  }

  @Test
  void factsOfARecipeAreFittedOnItsTrainingRowsAndNothingIsFlagged() {
    FittedFacts facts =
        facts(
            """
            columns: [
              {numeric: {field: months, default: {fit: mean}}},
              {indicator: {of: {vocabulary: {field: content, values: {fit: vocabulary}}}}},
              {indicator: {of: {vocabulary: {field: visitor, values: [v1]}}}},
              {vector: {field: content, encoder: {item_factors: {fit: factors}}}}],
            factors: {users: visitor, items: content, width: 2}
            """);
    FittedOn train = FittedOn.of("train", TRAIN);
    assertThat(facts.train()).isEqualTo(train);
    assertThat(facts.facts())
        .containsExactlyInAnyOrder(
            FittedFact.of("the vocabulary of 'next'", train),
            FittedFact.of("mean and deviation of 'months'", train),
            FittedFact.of("the vocabulary of 'content'", train),
            FittedFact.of("the factors", train));
    assertThat(facts.problems()).isEmpty();
    assertThat(facts.problems(TEST)).isEmpty();
  }

  @Test
  void anEvaluationOnTheTrainingRowsIsFlagged() {
    FittedFacts facts = facts("columns: [{numeric: months}]");
    assertThat(facts.problems(TRAIN))
        .containsExactly(
            "the evaluated rows are the 40 rows that the model learned from; evaluate on others");
  }

  @Test
  void aFileThatWasFittedOnMoreThanTheTrainingRowsIsFlagged() {
    FactFiles.write(
        folder, List.of(PartFacts.of("everything", MapSource.of(ALL)).counts("content")));
    FittedFacts facts =
        facts(
            "columns: [{indicator: {of: {vocabulary: {field: content, values: {file:"
                + " content_vocab.txt}}}}}]");
    String all = FittedOn.of("everything", MapSource.of(ALL)).toString();
    String train = FittedOn.of("train", TRAIN).toString();
    assertThat(facts.problems())
        .containsExactly(
            "the vocabulary of 'content' was fitted on "
                + all
                + ", which are the rows of no part: it may have seen evaluation rows; fit it on "
                + train);
    assertThat(facts.problems(TEST))
        .containsExactly(
            "the vocabulary of 'content' was fitted on "
                + all
                + ", which are the rows of [train, evaluation]: it has seen evaluation rows; fit it"
                + " on "
                + train);
  }

  @Test
  void aFileThatWasFittedOnTheTrainingRowsIsClean() {
    FactFiles.write(folder, List.of(PartFacts.of("train", TRAIN).counts("content")));
    FittedFacts facts =
        facts(
            "columns: [{indicator: {of: {vocabulary: {field: content, values: {file:"
                + " content_vocab.txt}}}}}]");
    assertThat(facts.facts()).extracting(FittedFact::what).contains("the vocabulary of 'content'");
    assertThat(facts.problems(TEST)).isEmpty();
  }

  @Test
  void theLabsFactorsAreFlaggedWhateverIsEvaluated() {
    FittedFacts facts =
        facts(
            """
            columns: [{pretrained: {field: visitor, vectors: {fit: user_factors}}}],
            factors: {mode: lab, users: visitor, items: content, width: 2}
            """);
    String problem =
        "the lab's factors know the labels of the rows that the network learned from; figures are"
            + " those of the lab, not of a sound model";
    assertThat(facts.problems()).containsExactly(problem);
    assertThat(facts.problems(TEST)).containsExactly(problem);
  }

  @Test
  void theModelFileKeepsWhatIsKnown() {
    FactFiles.write(
        folder, List.of(PartFacts.of("everything", MapSource.of(ALL), "months").counts("content")));
    HybridModel model =
        model(
            """
            columns: [
              {indicator: {of: {vocabulary: {field: content, values: {file: content_vocab.txt}}}}},
              {pretrained: {field: visitor, vectors: {fit: user_factors}}}],
            factors: {mode: lab, users: visitor, items: content, width: 2}
            """);
    Path file = folder.resolve("m.safetensors");
    model.save(file);
    FittedFacts loaded = HybridModel.load(file).recommender().fittedFacts();
    assertThat(loaded).isEqualTo(model.recommender().fittedFacts());
    assertThat(loaded.facts()).hasSize(3);
    assertThat(loaded.problems(TEST)).isEqualTo(model.recommender().fittedFacts().problems(TEST));
  }

  @Test
  void aRecommenderThatWasBuiltInCodeKnowsWhatItIsTold() {
    HybridRecommender recommender = model("columns: [{numeric: months}]").recommender();
    assertThat(recommender.withFittedFacts(FittedFacts.NONE).fittedFacts().problems(TRAIN))
        .isEmpty();
  }
}
