package org.hybridrec.core.tribuo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hybridrec.features.FeatureColumns.embedding;
import static org.hybridrec.features.FeatureColumns.field;
import static org.hybridrec.features.FeatureColumns.hashBucket;
import static org.hybridrec.features.FeatureColumns.numeric;
import static org.hybridrec.features.FeatureColumns.textEmbedding;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.hybridrec.core.HybridModel;
import org.hybridrec.core.HybridRecommender;
import org.hybridrec.core.recipe.Recipe;
import org.hybridrec.features.DenseColumn;
import org.hybridrec.features.source.InvalidDataException;
import org.hybridrec.features.source.MapSource;
import org.hybridrec.features.source.SchemaException;
import org.hybridrec.features.text.TextEncoder;
import org.junit.jupiter.api.Test;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;

/** The same rows give the same model, bit for bit, through Tribuo's door and through ours. */
class DoorsTest {

  private static final List<Shop.Visit> VISITS = Shop.visits(120, 1);

  private static String digest(HybridModel model) {
    return model.file().sha256();
  }

  @Test
  void theModelFileIsTheSameWhetherTheRowsCameFromRowProcessorOrFromOurSource() {
    HybridRecommender recommender = Shop.recommender();
    HybridTribuoModel throughTribuo = HybridTrainer.of(recommender).train(Shop.dataset(VISITS));
    assertThat(digest(throughTribuo.model())).isEqualTo(digest(recommender.fit(Shop.rows(VISITS))));
  }

  @Test
  void soItIsWhereTheRecipesFactsAreFittedToo() {
    HybridTribuoModel throughTribuo = HybridTrainer.ofRecipe(Shop.YAML).train(Shop.dataset(VISITS));
    HybridModel ours =
        Recipe.of("yaml", Shop.YAML, Path.of("")).fit(Shop.rows(VISITS)).fit(Shop.rows(VISITS));
    assertThat(digest(throughTribuo.model())).isEqualTo(digest(ours));
    assertThat(digest(HybridTrainer.ofRecipe(Shop.YAML).train(Shop.rows(VISITS)).model()))
        .isEqualTo(digest(ours));
  }

  @Test
  void soItIsThereAndBackAgain() {
    HybridRecommender recommender = Shop.recommender();
    MutableDataset<Label> carried = TribuoSource.dataset(Shop.rows(VISITS), "next");
    assertThat(digest(HybridTrainer.of(recommender).train(carried).model()))
        .isEqualTo(digest(recommender.fit(Shop.rows(VISITS))));
  }

  @Test
  void otherDataOrAnotherSeedIsAnotherFile() {
    String first = digest(HybridTrainer.ofRecipe(Shop.YAML).train(Shop.dataset(VISITS)).model());
    assertThat(
            digest(
                HybridTrainer.ofRecipe(Shop.YAML.replace("seed: 5", "seed: 6"))
                    .train(Shop.dataset(VISITS))
                    .model()))
        .isNotEqualTo(first);
    assertThat(
            digest(
                HybridTrainer.ofRecipe(Shop.YAML)
                    .train(Shop.dataset(VISITS.subList(1, 120)))
                    .model()))
        .isNotEqualTo(first);
  }

  private static HybridRecommender of(DenseColumn... columns) {
    var builder = HybridRecommender.builder().label("next", Shop.items()).hiddenUnits(4).epochs(1);
    for (var column : columns) {
      builder.column(column);
    }
    return builder.build();
  }

  @Test
  void columnsThatNeedAnOrderOrWeightsOfAListAreRefusedByName() {
    HybridRecommender recommender =
        of(
            embedding(hashBucket(field("history").at(0), 9), 2),
            embedding(hashBucket(field("tags").weightedBy("w"), 9), 2),
            numeric(field("factors").at(3)));
    MutableDataset<Label> data = Shop.dataset(Shop.example("item1", "history@a=1", "tags@b=1"));
    assertThatThrownBy(() -> HybridTrainer.of(recommender).train(data))
        .isInstanceOfSatisfying(
            SchemaException.class,
            e ->
                assertThat(e.problems())
                    .containsExactly(
                        "column 'factors_3': field 'factors' is read by position, and Tribuo sorts"
                            + " the features of an example by name; give the list as one text and"
                            + " take it apart with split(…)",
                        "column 'history_0_embedding': field 'history' is read by position, and"
                            + " Tribuo sorts the features of an example by name; give the list as"
                            + " one text and take it apart with split(…)",
                        "column 'tags_embedding': field 'tags' is read by weights beside its"
                            + " values, and Tribuo sorts the features of an example by name; give"
                            + " the list as one text and take it apart with split(…)"));
  }

  @Test
  void aListAsOneTextKeepsItsOrder() {
    HybridRecommender recommender =
        of(
            embedding(hashBucket(field("history").split("|").at(0), 9), 2),
            embedding(hashBucket(field("tags").split("|").weightedBy("w"), 9), 2));
    MutableDataset<Label> data =
        Shop.dataset(
            Shop.example("item1", "history@b|a=1", "tags@x|y=1", "w@0.5|2=1"),
            Shop.example("item2", "history@a|b=1", "tags@y|x=1", "w@1|2=1"));
    HybridModel ours =
        recommender.fit(
            MapSource.of(
                List.of(
                    Map.of("history", "b|a", "tags", "x|y", "w", "0.5|2", "next", "item1"),
                    Map.of("history", "a|b", "tags", "y|x", "w", "1|2", "next", "item2"))));
    assertThat(digest(HybridTrainer.of(recommender).train(data).model())).isEqualTo(digest(ours));
  }

  @Test
  void severalValuesWhereOneIsNeededAreRefusedWithTheExample() {
    MutableDataset<Label> data =
        Shop.dataset(
            Shop.example("item1", "title@ganz=1"),
            Shop.example("item2", "title@1-N=in=1", "title@1-N=Stücken=1"));
    HybridRecommender recommender = of(textEmbedding("title", TextEncoder.hashed(4, 1)));
    assertThatThrownBy(() -> HybridTrainer.of(recommender).train(data))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage(
            "example 1: field 'title' has 2 values, and a column needs one: Tribuo sorts features"
                + " by name, so the order of several is lost; give the whole text with an"
                + " IdentityProcessor");
  }

  @Test
  void theRecipeDecidesWhatIsANumberAndWhatIsText() {
    MutableDataset<Label> data =
        Shop.dataset(Shop.example("item1", "year@1999=1"), Shop.example("item2", "year@2001=1"));
    HybridRecommender asNumber = of(numeric("year").normalizedBy(2000f, 10f));
    HybridRecommender asText = of(embedding(hashBucket("year", 9), 2));
    var rows =
        MapSource.of(
            List.of(
                Map.of("year", "1999", "next", "item1"), Map.of("year", "2001", "next", "item2")));
    assertThat(digest(HybridTrainer.of(asNumber).train(data).model()))
        .isEqualTo(digest(asNumber.fit(rows)));
    assertThat(digest(HybridTrainer.of(asText).train(data).model()))
        .isEqualTo(digest(asText.fit(rows)));
  }
}
