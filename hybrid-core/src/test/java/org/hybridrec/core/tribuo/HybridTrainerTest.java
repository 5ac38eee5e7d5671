package org.hybridrec.core.tribuo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hybridrec.features.FeatureColumns.embedding;
import static org.hybridrec.features.FeatureColumns.hashBucket;

import com.oracle.labs.mlrg.olcut.config.ConfigurationManager;
import com.oracle.labs.mlrg.olcut.config.PropertyException;
import com.oracle.labs.mlrg.olcut.config.json.JsonConfigFactory;
import com.oracle.labs.mlrg.olcut.config.protobuf.ProtoTxtConfigFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.hybridrec.core.HybridRecommender;
import org.hybridrec.features.DefinitionException;
import org.hybridrec.features.ItemIndex;
import org.hybridrec.features.source.InvalidDataException;
import org.hybridrec.features.source.SchemaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tribuo.MutableDataset;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;

class HybridTrainerTest {

  private static final MutableDataset<Label> DATA = Shop.dataset(Shop.visits(60, 1));

  @TempDir Path folder;

  private HybridTrainer configured(String properties) throws IOException {
    Path xml = folder.resolve("config.xml");
    Files.writeString(
        xml,
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <config>
          <component name="hybrid" type="org.hybridrec.core.tribuo.HybridTrainer">
            %s
          </component>
        </config>
        """
            .formatted(properties));
    return (HybridTrainer) new ConfigurationManager(xml.toString()).lookup("hybrid");
  }

  private Path recipeFile() throws IOException {
    return Files.writeString(folder.resolve("recipe.yaml"), Shop.YAML);
  }

  private static String digest(HybridTribuoModel model) {
    return model.model().file().sha256();
  }

  @Test
  void anXmlConfigurationMakesTheTrainer() throws IOException {
    HybridTrainer trainer =
        configured(
            """
            <property name="recipeFile" value="%s"/>
            <property name="topK" value="3"/>
            <property name="threads" value="1"/>
            """
                .formatted(recipeFile()));
    HybridTribuoModel model = trainer.train(DATA);
    assertThat(digest(model)).isEqualTo(digest(HybridTrainer.ofRecipe(Shop.YAML).train(DATA)));
    assertThat(model.predict(DATA.getExample(0)).getOutputScores()).hasSize(3);
    assertThat(trainer).hasToString("HybridTrainer(topK=3,threads=1)");
  }

  @Test
  void aConfigurationMayHoldTheRecipeItself() throws IOException {
    // A line break within an attribute would be read as a blank.
    String yaml = Shop.YAML.replace("\n", "&#10;");
    HybridTrainer trainer = configured("<property name=\"recipe\" value=\"" + yaml + "\"/>");
    assertThat(digest(trainer.train(DATA)))
        .isEqualTo(digest(HybridTrainer.ofRecipe(Shop.YAML).train(DATA)));
  }

  @Test
  void whatOlcutSavesOfATrainerIsThatTrainer() throws IOException {
    ConfigurationManager.addFileFormatFactory(new ProtoTxtConfigFactory());
    HybridTrainer trainer = HybridTrainer.ofRecipe(recipeFile()).withTopK(4);
    ConfigurationManager.addFileFormatFactory(new JsonConfigFactory());
    for (String file : List.of("saved.xml", "saved.pbtxt", "saved.json")) {
      ConfigurationManager saving = new ConfigurationManager();
      String name = saving.importConfigurable(trainer, "hybrid");
      saving.save(folder.resolve(file).toFile());
      HybridTrainer loaded =
          (HybridTrainer) new ConfigurationManager(folder.resolve(file).toString()).lookup(name);
      assertThat(loaded).hasToString(trainer.toString());
      assertThat(digest(loaded.train(DATA))).isEqualTo(digest(trainer.train(DATA)));
    }
  }

  @Test
  void aConfigurationThatCannotBeIsRefused() {
    assertThatThrownBy(() -> configured(""))
        .isInstanceOf(PropertyException.class)
        .hasMessageContaining("exactly one of recipe and recipeFile must be set, none was");
    assertThatThrownBy(
            () ->
                configured(
                    "<property name=\"recipe\" value=\"a\"/><property name=\"recipeFile\""
                        + " value=\"b\"/>"))
        .isInstanceOf(PropertyException.class)
        .hasMessageContaining("exactly one of recipe and recipeFile must be set, both were");
    assertThatThrownBy(
            () ->
                configured(
                    "<property name=\"recipe\" value=\"a\"/><property name=\"topK\""
                        + " value=\"-1\"/>"))
        .isInstanceOf(PropertyException.class)
        .hasMessageContaining("topK must be at least 0, was -1");
    assertThatThrownBy(
            () ->
                configured(
                    "<property name=\"recipe\" value=\"a\"/><property name=\"threads\""
                        + " value=\"-2\"/>"))
        .isInstanceOf(PropertyException.class)
        .hasMessageContaining("threads must be at least 0, was -2");
  }

  @Test
  void optionsThatCannotBeAreRefused() {
    HybridTrainer trainer = HybridTrainer.of(Shop.recommender());
    assertThatThrownBy(() -> trainer.withTopK(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("topK must be at least 0, was -1");
    assertThatThrownBy(() -> trainer.withThreads(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("threads must be at least 0, was -1");
    assertThatThrownBy(() -> trainer.setInvocationCount(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("invocationCount must be at least 0, was -1");
  }

  @Test
  void invocationsAreCountedAndChangeNothing() {
    HybridTrainer trainer = HybridTrainer.of(Shop.recommender()).withThreads(2);
    String first = digest(trainer.train(DATA));
    assertThat(digest(trainer.train(DATA))).isEqualTo(first);
    assertThat(trainer.getInvocationCount()).isEqualTo(2);
    assertThat(digest(trainer.train(DATA, Map.of(), 17))).isEqualTo(first);
    assertThat(trainer.getInvocationCount()).isEqualTo(18);
    assertThat(trainer.train(DATA, Map.of(), Trainer.INCREMENT_INVOCATION_COUNT))
        .extracting(HybridTrainerTest::digest)
        .isEqualTo(first);
    assertThat(trainer.getInvocationCount()).isEqualTo(19);
  }

  @Test
  void aDatasetThatCannotFeedTheRecipeIsRefusedWithAllProblems() {
    MutableDataset<Label> poor = Shop.dataset(Shop.example("item1", "item@item0=1", "price@x=1"));
    assertThatThrownBy(() -> HybridTrainer.of(Shop.recommender()).train(poor))
        .isInstanceOfSatisfying(
            SchemaException.class,
            e ->
                assertThat(e.problems())
                    .containsExactly(
                        "the source has no column 'category' (for column 'category_X_price_bucketized_indicator',"
                            + " expected text or integer); it has ['item', 'price', 'next']",
                        "the source has no column 'category' (for column 'category_indicator',"
                            + " expected text or integer); it has ['item', 'price', 'next']",
                        "the source has no column 'tags' (for column 'tags_embedding', expected"
                            + " text or integer); it has ['item', 'price', 'next']",
                        "the source has no column 'title' (for column 'title_text_embedding',"
                            + " expected text); it has ['item', 'price', 'next']"));
  }

  @Test
  void featuresThatFollowNoPatternFeedNoColumn() {
    MutableDataset<Label> letters = Shop.dataset(Shop.example("item1", "A=1", "B=0.5"));
    HybridRecommender recommender =
        HybridRecommender.builder()
            .label("next", Shop.items())
            .column(embedding(hashBucket("A", 5), 2))
            .column(embedding(hashBucket("C", 5), 2))
            .hiddenUnits(2)
            .epochs(1)
            .build();
    assertThatThrownBy(() -> HybridTrainer.of(recommender).train(letters))
        .isInstanceOf(SchemaException.class)
        .hasMessage(
            "the source has no column 'C' (for column 'C_embedding', expected text or integer); it"
                + " has ['A', 'B', 'next']");
  }

  @Test
  void aNumberWhereTextIsReadIsRefusedWithTheExample() {
    MutableDataset<Label> data =
        Shop.dataset(Shop.example("item1", "A=1", "B=0.5"), Shop.example("item2", "A=2"));
    HybridRecommender recommender =
        HybridRecommender.builder()
            .label("next", Shop.items())
            .column(embedding(hashBucket("A", 5), 2))
            .hiddenUnits(2)
            .epochs(1)
            .build();
    assertThatThrownBy(() -> HybridTrainer.of(recommender).train(data))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage(
            "example 0: feature 'A' is a number, but a column reads the field as text; make the"
                + " feature with an IdentityProcessor");
  }

  @Test
  void aNumberThatIsNoneIsRefusedWithTheExample() {
    MutableDataset<Label> data = Shop.dataset(Shop.visits(3, 1));
    data.add(
        Shop.example(
            "item1", "item@a=1", "category@b=1", "tags@c=1", "title@d=1", "price@cheap=1"));
    assertThatThrownBy(() -> HybridTrainer.of(Shop.recommender()).train(data))
        .isInstanceOf(InvalidDataException.class)
        .hasMessageStartingWith("example 3, column 'price': ");
  }

  @Test
  void aDatasetWithoutLabelsIsRefused() {
    MutableDataset<Label> unknown =
        Shop.dataset(Shop.example(null, "item@a=1"), Shop.example(null, "item@b=1"));
    assertThatThrownBy(() -> HybridTrainer.of(Shop.recommender()).train(unknown))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage(
            "none of the data set's 2 examples has a label; build it from a source whose examples"
                + " have their outputs");
  }

  @Test
  void labelsOutsideTheIndexAreSkippedAndCountedAndStayInTheDomain() {
    HybridRecommender recommender =
        Shop.columns(ItemIndex.of(List.of("item0", "item1", "item2")))
            .hiddenUnits(3)
            .epochs(1)
            .build();
    HybridTribuoModel model = HybridTrainer.of(recommender).train(DATA);
    long known =
        Shop.visits(60, 1).stream().filter(visit -> (visit.item() + 1) % Shop.ITEMS < 3).count();
    assertThat(model.model().fitReport().rows()).isEqualTo(known);
    assertThat(model.model().fitReport().encoding().unknownLabels()).isEqualTo(60 - known);
    assertThat(model.getOutputIDInfo().getDomain()).isEqualTo(DATA.getOutputs());
  }

  @Test
  void aDatasetWithoutAnyLabelOfTheIndexIsRefused() {
    HybridRecommender recommender =
        Shop.columns(ItemIndex.of(List.of("x"))).hiddenUnits(3).epochs(1).build();
    assertThatThrownBy(() -> HybridTrainer.of(recommender).train(DATA))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage(
            "none of the 60 training rows has a known label: 0 have none, 60 have one that is not in"
                + " the item index");
  }

  @Test
  void aRecipeWithoutLabelIsRefused() {
    assertThatThrownBy(() -> HybridTrainer.ofRecipe("columns: []").train(DATA))
        .isInstanceOf(DefinitionException.class)
        .hasMessageContaining("label");
  }

  @Test
  void itemsThatTheDatasetLacksComeFirstInTheDomain() {
    MutableDataset<Label> few =
        Shop.dataset(Shop.visits(60, 1).stream().filter(v -> v.item() < 3).toList());
    HybridTribuoModel model = HybridTrainer.of(Shop.recommender()).train(few);
    assertThat(model.getOutputIDInfo().size()).isEqualTo(Shop.ITEMS);
    assertThat(model.getOutputIDInfo().getOutput(7).getLabel()).isEqualTo("item7");
  }
}
