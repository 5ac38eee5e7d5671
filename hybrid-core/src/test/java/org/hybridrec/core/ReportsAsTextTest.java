package org.hybridrec.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hybridrec.features.FeatureColumns.hashBucket;
import static org.hybridrec.features.FeatureColumns.indicator;
import static org.hybridrec.features.FeatureColumns.numeric;

import java.util.List;
import java.util.Map;
import org.hybridrec.features.ColumnReport;
import org.hybridrec.features.EncodingReport;
import org.hybridrec.features.ItemIndex;
import org.hybridrec.features.source.MapSource;
import org.junit.jupiter.api.Test;

/** What people read when they print a report. */
class ReportsAsTextTest {

  @Test
  void aFitReportTellsWhatWasReachedAndMet() {
    EncodingReport met =
        new EncodingReport(
            1_240,
            3,
            2,
            List.of(
                new ColumnReport("über", 1_240, 0, 0, 7, 0, 1_001, 12),
                new ColumnReport("price", 1_240, 5, 48, 0, 0, 0, 0)));
    FitReport report = new FitReport(met, 1_235, 12_900, 3, 0.123_45, "0a1b", "9.9");

    assertThat(report.toText())
        .isEqualTo(
            """
            fitted on 1,235 rows: 12,900 steps, 3 epochs, loss 0.1235
            rows read: 1,240; without a label: 3; with a label that is not in the item index: 2
            column  missing  defaulted  unknown  invalid  hashed  colliding
            über          0          0        7        0   1,001         12
            price         5         48        0        0       0          0
            by hybridrec 9.9, SHA-256 of the encoded rows 0a1b
            """);
    assertThat(report).hasToString(report.toText());
    assertThat(met).hasToString(met.toText());
  }

  @Test
  void aServingReportSaysThatMissingHoldsRowsThatInvalidValuesLeftEmpty() {
    HybridModel model =
        HybridRecommender.builder()
            .label("next", ItemIndex.of(List.of("x", "y")))
            .column(numeric("price"))
            .column(numeric("size").withDefault(2))
            .column(indicator(hashBucket("kind", 3)))
            .hiddenUnits()
            .epochs(1)
            .build()
            .fit(MapSource.of(List.of(Map.of("price", 1, "size", 1, "kind", "a", "next", "x"))));
    model.recommend(Map.of("price", "cheap", "size", "big", "kind", "a", "colour", "red"), 1);
    model.recommend(Map.of("size", 1), 1);

    ServingReport report = model.servingReport();

    assertThat(report.toText())
        .isEqualTo(
            """
            rows asked for: 2; keys that no column reads: 1
            column          missing  defaulted  unknown  invalid
            kind_indicator        1          0        0        0
            price                 2          0        0        1
            size                  0          1        0        1
            a row that an invalid value leaves without any is counted under missing too
            """);
    assertThat(report).hasToString(report.toText());
  }
}
