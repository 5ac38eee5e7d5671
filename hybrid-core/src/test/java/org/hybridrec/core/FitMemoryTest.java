package org.hybridrec.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hybridrec.features.FeatureColumns.numeric;

import java.util.List;
import java.util.Map;
import org.hybridrec.core.network.InsufficientMemoryException;
import org.hybridrec.features.ItemIndex;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.MapSource;
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
  void aBatchSizeFarBeyondTheDataTakesNoMemory() {
    ExampleSource rows = MapSource.of(List.of(Map.of("x", 1.0, "next", "a")));
    TrainingRun run = builder().batchSize(Integer.MAX_VALUE).epochs(1).build().run();

    assertThat(run.fit(rows).fitReport().steps()).isEqualTo(1);
    assertThat(run.memoryNeed().total()).isGreaterThan(1L << 40);
  }

  @Test
  void aNetworkBeyondAllCountingIsRefused() {
    int most = Integer.MAX_VALUE;
    assertThatThrownBy(() -> builder().hiddenUnits(most, most, most).build().fit(UNTOUCHABLE))
        .isInstanceOf(InsufficientMemoryException.class)
        .hasMessageStartingWith("training needs 9223372036854775807 bytes");
  }

  @Test
  void aRunTellsWhatItWillTake() {
    TrainingRun run = builder().hiddenUnits(1000).batchSize(100).earlyStopping(1).build().run();

    // Rows of 1,008 and of 16 numbers with 24 bytes each, and the lists of them.
    long hidden = 2 * (24 + 4 * 1_008) + 8;
    long output = 1_001 * (24 + 4 * 16) + 3 * 8 * 1_000;
    assertThat(run.memoryNeed().weights()).isEqualTo(hidden + output);
    assertThat(run.memoryNeed().optimizerState())
        .isEqualTo(hidden + output - 8 - 24_000 + 32 * 1_003);
    assertThat(run.memoryNeed().best()).isGreaterThan(run.memoryNeed().weights());
    assertThat(run.threads(8).memoryNeed().step())
        .isGreaterThan(run.threads(1).memoryNeed().step());
  }
}
