package org.hybridrec.core.tribuo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.oracle.labs.mlrg.olcut.provenance.MapProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import com.oracle.labs.mlrg.olcut.provenance.primitives.StringProvenance;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.hybridrec.core.HybridModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tribuo.provenance.ModelProvenance;

/** What a model says of where it came from. */
class RunFactsTest {

  private static final List<Shop.Visit> VISITS = Shop.visits(80, 1);

  private static String fact(ModelProvenance provenance, String name) {
    return ((MapProvenance<?>) provenance.getInstanceProvenance()).getMap().get(name).toString();
  }

  @Test
  void aModelTrainedThroughTribuoCarriesDataRecipeLibraryJavaAndTime() {
    HybridTribuoModel model =
        HybridTrainer.ofRecipe(Shop.YAML)
            .train(
                Shop.dataset(VISITS),
                Map.of("fold", (Provenance) new StringProvenance("fold", "2")));
    ModelProvenance provenance = model.getProvenance();
    assertThat(provenance.getDatasetProvenance().getNumExamples()).isEqualTo(80);
    assertThat(provenance.getDatasetProvenance().toString()).contains("the shop");
    assertThat(provenance.getTrainerProvenance().getConfiguredParameters().get("recipe").toString())
        .contains("hidden_units: [12]");
    assertThat(provenance.getJavaVersion()).isEqualTo(System.getProperty("java.version"));
    assertThat(provenance.getOS()).isEqualTo(System.getProperty("os.name"));
    assertThat(provenance.getTribuoVersion()).isEqualTo("4.3.2");
    assertThat(provenance.getTrainingTime())
        .isCloseTo(OffsetDateTime.now(ZoneOffset.UTC), within(10, ChronoUnit.MINUTES));
    assertThat(fact(provenance, "fold")).isEqualTo("2");
    assertThat(fact(provenance, "hybridrec-version"))
        .isEqualTo(model.model().fitReport().libraryVersion());
    assertThat(fact(provenance, "hybridrec-data-sha256"))
        .isEqualTo(model.model().fitReport().dataSha256());
    assertThat(fact(provenance, "hybridrec-model-sha256")).isEqualTo(model.model().file().sha256());
    assertThat(fact(provenance, "hybridrec-recipe"))
        .isEqualTo(model.model().file().text("recipe"))
        .contains("\"seed\":5");
    assertThat(fact(provenance, "hybridrec-rows")).isEqualTo("80");
    assertThat(Double.parseDouble(fact(provenance, "hybridrec-loss")))
        .isEqualTo(model.model().fitReport().loss());
  }

  @Test
  void soDoesAModelThatTribuoNeverSaw(@TempDir Path folder) {
    HybridModel trained = Shop.recommender().fit(Shop.rows(VISITS));
    trained.save(folder.resolve("m"));
    ModelProvenance provenance =
        HybridTribuoModel.of(HybridModel.load(folder.resolve("m"))).getProvenance();
    assertThat(fact(provenance, "hybridrec-data-sha256"))
        .isEqualTo(trained.fitReport().dataSha256());
    assertThat(fact(provenance, "hybridrec-model-sha256")).isEqualTo(trained.file().sha256());
    assertThat(provenance.getDatasetProvenance().getNumExamples()).isEqualTo(80);
    assertThat(provenance.getDatasetProvenance().getNumOutputs()).isEqualTo(Shop.ITEMS);
    assertThat(provenance.getDatasetProvenance().toString())
        .contains(trained.fitReport().dataSha256());
  }

  @Test
  void aReplayOfTheSameRecipeOnTheSameDataIsTheSameFile() {
    HybridTribuoModel first = HybridTrainer.ofRecipe(Shop.YAML).train(Shop.dataset(VISITS));
    String recipe =
        first
            .getProvenance()
            .getTrainerProvenance()
            .getConfiguredParameters()
            .get("recipe")
            .toString();
    HybridTribuoModel replay = HybridTrainer.ofRecipe(recipe).train(Shop.dataset(VISITS));
    assertThat(fact(replay.getProvenance(), "hybridrec-model-sha256"))
        .isEqualTo(fact(first.getProvenance(), "hybridrec-model-sha256"));
    assertThat(replay.model().file().toBytes()).isEqualTo(first.model().file().toBytes());
  }

  @Test
  void provenanceOfBothKindsCanBeCarriedInTribuosForm() {
    for (HybridTribuoModel model :
        List.of(
            HybridTrainer.ofRecipe(Shop.YAML).train(Shop.dataset(VISITS)),
            HybridTrainer.ofRecipe(Shop.YAML).train(Shop.rows(VISITS)))) {
      assertThat(
              ProvenanceUtil.unmarshalProvenance(
                  ProvenanceUtil.marshalProvenance(model.getProvenance())))
          .isEqualTo(model.getProvenance());
    }
  }

  @Test
  void nothingOfTimeAndPlaceIsInTheFile() {
    HybridTribuoModel model = HybridTrainer.ofRecipe(Shop.YAML).train(Shop.dataset(VISITS));
    String texts = model.model().file().metadata().toString();
    assertThat(texts)
        .contains(model.model().fitReport().dataSha256())
        .doesNotContain(System.getProperty("os.name"), System.getProperty("java.vendor"), "ribuo");
  }
}
