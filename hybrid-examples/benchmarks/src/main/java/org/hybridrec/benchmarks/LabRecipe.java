package org.hybridrec.benchmarks;

import static org.hybridrec.features.FeatureColumns.bucketized;
import static org.hybridrec.features.FeatureColumns.crossed;
import static org.hybridrec.features.FeatureColumns.embedding;
import static org.hybridrec.features.FeatureColumns.field;
import static org.hybridrec.features.FeatureColumns.hashBucket;
import static org.hybridrec.features.FeatureColumns.indicator;
import static org.hybridrec.features.FeatureColumns.numeric;
import static org.hybridrec.features.FeatureColumns.numericColumns;
import static org.hybridrec.features.FeatureColumns.range;
import static org.hybridrec.features.FeatureColumns.textEmbedding;
import static org.hybridrec.features.FeatureColumns.vocabulary;

import java.util.ArrayList;
import java.util.List;
import org.hybridrec.core.HybridModel;
import org.hybridrec.core.HybridRecommender;
import org.hybridrec.core.optimization.Optimizer;
import org.hybridrec.features.CategoricalColumn;
import org.hybridrec.features.DenseColumn;
import org.hybridrec.features.ItemIndex;
import org.hybridrec.features.Vocabulary;
import org.hybridrec.features.text.TextEncoder;

/** The lab's columns, 154 wide, and a model with the lab's network. */
final class LabRecipe {

  private LabRecipe() {}

  /** Returns the columns with the factors. */
  static List<DenseColumn> columns() {
    List<DenseColumn> columns = contentColumns();
    columns.addAll(numericColumns("user_factor_", 10));
    columns.addAll(numericColumns("item_factor_", 10));
    return columns;
  }

  /** Returns the columns of the five fields that say what an article is. */
  static List<DenseColumn> contentColumns() {
    CategoricalColumn category =
        vocabulary(
                field("category").withDefault("Unknown"),
                Vocabulary.of("News", "Stars & Kultur", "Lifestyle"))
            .withOovBuckets(1);
    List<DenseColumn> columns = new ArrayList<>();
    columns.add(embedding(hashBucket(field("content_id").withDefault("Unknown"), 15_634), 10));
    columns.add(embedding(hashBucket(field("author").withDefault("Unknown"), 1_104), 10));
    columns.add(indicator(category));
    columns.add(textEmbedding("title", TextEncoder.hashed(50, 42)));
    columns.add(
        indicator(
            crossed(
                60,
                category,
                bucketized(
                    numeric("months_since_epoch").withDefault(573.6f), range(400, 700, 20)))));
    return columns;
  }

  /** Returns a model after one step: as large as a good one and as fast. */
  static HybridModel barelyTrained(LabRows rows) {
    return HybridRecommender.builder()
        .label("next_content_id", ItemIndex.of(rows.articleIds()))
        .columns(columns())
        .hiddenUnits(256, 128, 64)
        .optimizer(Optimizer.adagrad(ReferenceStep.LEARNING_RATE))
        .batchSize(128)
        .maxSteps(1)
        .seed(ReferenceStep.SEED)
        .build()
        .fit(rows.source());
  }
}
