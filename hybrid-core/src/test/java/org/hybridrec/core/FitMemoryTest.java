package org.hybridrec.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hybridrec.features.FeatureColumns.numeric;

import java.util.List;
import org.hybridrec.core.network.InsufficientMemoryException;
import org.hybridrec.features.ItemIndex;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.SourceReader;
import org.hybridrec.features.source.SourceSchema;
import org.junit.jupiter.api.Test;

class FitMemoryTest {

  /** Rows that nobody may look at. */
  private static final ExampleSource UNTOUCHABLE =
      new ExampleSource() {
        @Override
        public SourceSchema schema() {
          throw new AssertionError("the schema was asked for");
        }

        @Override
        public SourceReader open() {
          throw new AssertionError("the rows were read");
        }
      };

  private static RecommenderBuilder builder() {
    return HybridRecommender.builder()
        .label("next", ItemIndex.of(List.of("a", "b")))
        .column(numeric("x"));
  }

  @Test
  void aNetworkThatCannotFitIsRefusedBeforeARowIsRead() {
    HybridRecommender recommender = builder().hiddenUnits(3_000_000, 3_000_000).build();

    assertThatThrownBy(() -> recommender.fit(UNTOUCHABLE))
        .isInstanceOf(InsufficientMemoryException.class)
        .hasMessageStartingWith("training needs ")
        .hasMessageContaining("the heap may grow to " + Runtime.getRuntime().maxMemory() + " (");
  }

  @Test
  void aRunTellsWhatItWillTake() {
    TrainingRun run = builder().hiddenUnits(1000).batchSize(100).earlyStopping(1).build().run();

    assertThat(run.memoryNeed().weights()).isBetween(16_000L, 80_000L);
    assertThat(run.memoryNeed().optimizerState()).isBetween(16_000L, 80_000L);
    assertThat(run.memoryNeed().best()).isGreaterThan(run.memoryNeed().weights());
    assertThat(run.threads(8).memoryNeed().step())
        .isGreaterThan(run.threads(1).memoryNeed().step());
  }
}
