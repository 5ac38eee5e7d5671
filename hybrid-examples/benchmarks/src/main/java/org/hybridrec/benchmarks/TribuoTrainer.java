package org.hybridrec.benchmarks;

import static org.hybridrec.features.FeatureColumns.embedding;
import static org.hybridrec.features.FeatureColumns.hashBucket;
import static org.hybridrec.features.FeatureColumns.indicator;
import static org.hybridrec.features.FeatureColumns.numeric;
import static org.hybridrec.features.FeatureColumns.vocabulary;

import org.hybridrec.core.HybridRecommender;
import org.hybridrec.core.optimization.Optimizer;
import org.hybridrec.core.tribuo.HybridTrainer;
import org.hybridrec.features.ItemIndex;
import org.hybridrec.features.Vocabulary;
import org.hybridrec.features.synthetic.NewsSite;
import org.tribuo.Trainer;
import org.tribuo.classification.Label;
import org.tribuo.classification.sgd.fm.FMClassificationTrainer;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.linear.LogisticRegressionTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.math.optimisers.AdaGrad;

/** A trainer of the comparison, in the order of the table. */
enum TribuoTrainer {
  LOGISTIC("Tribuo, `LogisticRegressionTrainer` as it comes (5 epochs)"),
  LOGISTIC_LONG("Tribuo, `LinearSGDTrainer`, `LogMulticlass`, Adagrad 0.1, 20 epochs"),
  FACTORIZATION_MACHINE("Tribuo, `FMClassificationTrainer`, 8 factors, Adagrad 0.1, 5 epochs"),
  FACTORIZATION_MACHINE_LONG(
      "Tribuo, `FMClassificationTrainer`, 8 factors, Adagrad 0.1, 10 epochs"),
  HYBRID("`HybridTrainer`, one hidden layer of 64, Adagrad 0.1, 10 epochs"),
  HYBRID_LONG("`HybridTrainer`, one hidden layer of 64, Adagrad 0.1, 20 epochs");

  private static final int LONG = 20;
  private static final int SEED = 1;

  private final String title;

  TribuoTrainer(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }

  Trainer<Label> trainer(NewsSite site) {
    return switch (this) {
      case LOGISTIC -> new LogisticRegressionTrainer();
      case LOGISTIC_LONG ->
          new LinearSGDTrainer(new LogMulticlass(), adagrad(), LONG, Integer.MAX_VALUE, 1, SEED);
      case FACTORIZATION_MACHINE -> factorizationMachine(5);
      case FACTORIZATION_MACHINE_LONG -> factorizationMachine(10);
      case HYBRID -> hybrid(site, 10);
      case HYBRID_LONG -> hybrid(site, LONG);
    };
  }

  private static AdaGrad adagrad() {
    return new AdaGrad(0.1, 0.1);
  }

  private static Trainer<Label> factorizationMachine(int epochs) {
    return new FMClassificationTrainer(
        new LogMulticlass(), adagrad(), epochs, Integer.MAX_VALUE, 1, SEED, 8, 0.1);
  }

  private static Trainer<Label> hybrid(NewsSite site, int epochs) {
    return HybridTrainer.of(recommender(site, epochs)).withThreads(1);
  }

  private static HybridRecommender recommender(NewsSite site, int epochs) {
    return HybridRecommender.builder()
        .label(TribuoRows.LABEL, ItemIndex.of(site.trainExamples(), TribuoRows.LABEL))
        .column(embedding(hashBucket("content_id", 2_000), 16))
        .column(embedding(hashBucket("author", 200), 4))
        .column(embedding(hashBucket("title", 2_000), 16))
        .column(indicator(vocabulary("category", Vocabulary.of(site.trainExamples(), "category"))))
        .column(numeric("months_since_epoch"))
        .hiddenUnits(64)
        .optimizer(Optimizer.adagrad(0.1f))
        .batchSize(128)
        .epochs(epochs)
        .seed(SEED)
        .build();
  }
}
