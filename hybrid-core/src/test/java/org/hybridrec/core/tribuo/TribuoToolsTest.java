package org.hybridrec.core.tribuo;

import static org.assertj.core.api.Assertions.assertThat;

import com.oracle.labs.mlrg.olcut.util.Pair;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tribuo.Dataset;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.ensemble.VotingCombiner;
import org.tribuo.classification.evaluation.LabelEvaluation;
import org.tribuo.classification.evaluation.LabelEvaluator;
import org.tribuo.ensemble.BaggingTrainer;
import org.tribuo.ensemble.WeightedEnsembleModel;
import org.tribuo.evaluation.CrossValidation;
import org.tribuo.evaluation.TrainTestSplitter;

/** Tribuo's own tools take the trainer and the model as their own. */
class TribuoToolsTest {

  private static final MutableDataset<Label> DATA = Shop.dataset(Shop.visits(240, 1));

  @Test
  void crossValidationTrainsAndEvaluatesEachFold() {
    List<Pair<LabelEvaluation, Model<Label>>> folds =
        new CrossValidation<>(HybridTrainer.ofRecipe(Shop.YAML), DATA, new LabelEvaluator(), 3, 7)
            .evaluate();
    assertThat(folds).hasSize(3);
    for (Pair<LabelEvaluation, Model<Label>> fold : folds) {
      assertThat(fold.getA().accuracy()).isGreaterThan(0.95);
      assertThat(fold.getB().getProvenance().getDatasetProvenance().toString())
          .contains("TrainFold");
      assertThat(((HybridTribuoModel) fold.getB()).model().fitReport().rows()).isEqualTo(160);
    }
  }

  @Test
  void aSplitterSplitsOurRows() {
    TrainTestSplitter<Label> splitter =
        new TrainTestSplitter<>(
            TribuoSource.dataSource(Shop.rows(Shop.visits(240, 1)), "next"), 0.75, 3);
    Dataset<Label> train = new MutableDataset<>(splitter.getTrain());
    Dataset<Label> test = new MutableDataset<>(splitter.getTest());
    assertThat(train.size()).isEqualTo(180);
    HybridTribuoModel model = HybridTrainer.ofRecipe(Shop.YAML).train(train);
    LabelEvaluation evaluation = new LabelEvaluator().evaluate(model, test);
    assertThat(evaluation.accuracy()).isGreaterThan(0.95);
    assertThat(evaluation.getConfusionMatrix().support()).isEqualTo(60);
  }

  @Test
  void baggingMakesAnEnsembleThatCanBeSaved() {
    BaggingTrainer<Label> bagging =
        new BaggingTrainer<>(HybridTrainer.of(Shop.recommender()), new VotingCombiner(), 3, 11);
    Model<Label> ensemble = bagging.train(DATA);
    assertThat(new LabelEvaluator().evaluate(ensemble, DATA).accuracy()).isGreaterThan(0.95);
    List<Model<Label>> members = ((WeightedEnsembleModel<Label>) ensemble).getModels();
    assertThat(members)
        .extracting(member -> ((HybridTribuoModel) member).model().fitReport().dataSha256())
        .doesNotHaveDuplicates()
        .hasSize(3);
    Model<Label> read = Model.deserialize(ensemble.serialize()).castModel(Label.class);
    assertThat(
            read.predict(DATA.getExample(3))
                .distributionEquals(ensemble.predict(DATA.getExample(3))))
        .isTrue();
  }
}
