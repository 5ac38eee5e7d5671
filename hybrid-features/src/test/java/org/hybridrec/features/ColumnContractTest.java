package org.hybridrec.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hybridrec.features.source.CsvSource;
import org.hybridrec.features.source.MapSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for a column of every kind. */
class ColumnContractTest {

  private static final int ROWS = 300;
  private static final long SEED = 20_260_101;

  @ParameterizedTest
  @EnumSource
  void twoColumnsMadeTheSameWayAreEqualAndNoOtherIs(ColumnKinds kind) {
    DenseColumn column = kind.column();
    assertThat(column).isEqualTo(kind.column()).hasSameHashCodeAs(kind.column());
    assertThat(column.toString()).isEqualTo(kind.column().toString());
    for (ColumnKinds other : ColumnKinds.values()) {
      if (other != kind) {
        assertThat(column).isNotEqualTo(other.column());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void theNameIsTensorFlowsAndAnotherCanBeGiven(ColumnKinds kind) {
    DenseColumn column = kind.column();
    assertThat(column.name()).isEqualTo(kind.columnName);
    assertThat(column.named("other").name()).isEqualTo("other");
    assertThat(column.named("other").named(column.name())).isEqualTo(column);
    assertThat(column.name()).isEqualTo(kind.columnName);
    assertThatThrownBy(() -> column.named(" "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageEndingWith(" name must not be blank, was ' '");
  }

  @ParameterizedTest
  @EnumSource
  void aColumnTwiceIsRefusedWithTheCure(ColumnKinds kind) {
    DenseColumn column = kind.column();
    assertThatThrownBy(() -> FeatureEncoder.of(List.of(column, kind.column())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "column '"
                + kind.columnName
                + "': two columns have this name; give one another with named(…)");
    if (!(column instanceof EmbeddingColumn embedding) || embedding.initial().isEmpty()) {
      FeatureEncoder both = FeatureEncoder.of(List.of(column.named("z"), kind.column()));
      assertThat(both.layout().width()).isEqualTo(2 * column.width());
    }
  }

  @ParameterizedTest
  @EnumSource
  void theSlotIsAsWideAsTheColumnAndEverythingIsOnlyRead(ColumnKinds kind) {
    DenseColumn column = kind.column();
    FeatureEncoder encoder = FeatureEncoder.of(List.of(column));
    assertThat(encoder.layout().width()).isEqualTo(column.width());
    assertThat(encoder.columns()).containsExactly(column);
    assertThatThrownBy(() -> encoder.columns().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThat(column.fields()).isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void fittingAndServingGiveTheSame(ColumnKinds kind) {
    List<Map<String, Object>> rows = SampleRows.all(ROWS, SEED);
    Encoded fitting = Encoded.fitting(rows, kind.column());
    Encoded serving = Encoded.serving(rows, kind.column());
    assertThat(serving.rows()).hasSize(ROWS).isEqualTo(fitting.rows());
    assertThat(serving.report()).isEqualTo(fitting.report());
    assertThat(Encoded.source(MapSource.of(rows), DirtyValues.COUNT, kind.column()))
        .isEqualTo(fitting);
  }

  @ParameterizedTest
  @MethodSource("plainKinds")
  void textFromACsvFileGivesTheSameAsTypedRows(ColumnKinds kind, @TempDir Path directory)
      throws IOException {
    List<Map<String, Object>> rows = SampleRows.plain(ROWS, SEED);
    Path file = directory.resolve("rows.csv");
    Files.write(file, csv(rows));
    Encoded csv = Encoded.fitting(CsvSource.of(file), kind.column());
    assertThat(csv).isEqualTo(Encoded.fitting(rows, kind.column()));
    assertThat(csv).isEqualTo(Encoded.serving(rows, kind.column()));
    assertThat(csv).isEqualTo(Encoded.serving(texts(rows), kind.column()));
  }

  static Stream<ColumnKinds> plainKinds() {
    return Stream.of(ColumnKinds.values()).filter(ColumnKinds::plain);
  }

  private static List<String> csv(List<Map<String, Object>> rows) {
    List<String> lines = new ArrayList<>(List.of(String.join(",", rows.get(0).keySet())));
    for (Map<String, Object> row : rows) {
      lines.add(
          String.join(
              ",", row.values().stream().map(cell -> cell == null ? "" : "" + cell).toList()));
    }
    return lines;
  }

  /** Every cell as text, as a web form would send it. */
  private static List<Map<String, Object>> texts(List<Map<String, Object>> rows) {
    return rows.stream()
        .map(
            row -> {
              Map<String, Object> texts = new LinkedHashMap<>(row);
              texts.replaceAll((name, cell) -> cell == null ? null : cell.toString());
              return texts;
            })
        .toList();
  }

  @ParameterizedTest
  @EnumSource
  void aRowAloneGivesWhatItGivesInABatch(ColumnKinds kind) {
    List<Map<String, Object>> rows = SampleRows.all(ROWS, SEED);
    Encoded batch = Encoded.serving(rows, kind.column());
    for (int i = 0; i < ROWS; i++) {
      assertThat(Encoded.serving(List.of(rows.get(i)), kind.column()).rows())
          .containsExactly(batch.rows().get(i));
    }
  }

  @ParameterizedTest
  @EnumSource
  void aRowWithNothingIsEmptyOrDefaultAndCounted(ColumnKinds kind) {
    Encoded nothing =
        Encoded.serving(List.of(Map.of(), Encoded.row("author", null)), kind.column());
    assertThat(nothing.rows().get(1)).isEqualTo(nothing.rows().get(0));
    ColumnReport report = nothing.report().column(kind.columnName);
    assertThat(report.rows()).isEqualTo(2);
    assertThat(report.invalid() + report.unknown()).isZero();
    String cell = nothing.rows().get(0).get(0);
    if (kind.name().contains("DEFAULT") && kind != ColumnKinds.IDENTITY_WITH_DEFAULT) {
      assertThat(cell).isNotEqualTo("[]");
      assertThat(report.defaulted()).isEqualTo(2);
      assertThat(report.missing()).isZero();
    } else if (kind.column() instanceof NumericColumn number && number.defaultValue().isPresent()) {
      assertThat(cell).isIn("[0.0]", "[0.8333333]");
      assertThat(report.defaulted()).isEqualTo(2);
      assertThat(report.missing()).isZero();
    } else {
      assertThat(cell.replace("0.0", "").replace(", ", "")).isEqualTo("[]");
      assertThat(report.missing()).isEqualTo(2);
    }
  }

  @Test
  void columnsAreConcatenatedInTheOrderOfTheirNamesByCodePoint() {
    DenseColumn supplementary = FeatureColumns.numeric("😀");
    DenseColumn last = FeatureColumns.numeric("\uff21");
    FeatureEncoder encoder =
        FeatureEncoder.of(
            List.of(
                supplementary,
                ColumnKinds.VOCABULARY_WITH_OOV.column(),
                last,
                ColumnKinds.HASH.column(),
                FeatureColumns.numeric("B")));
    assertThat(encoder.columns().stream().map(DenseColumn::name))
        .containsExactly("B", "author_embedding", "category_indicator", "\uff21", "😀");
    assertThat(encoder.layout().width()).isEqualTo(1 + 10 + 5 + 1 + 1);
  }

  @Test
  void theLabsColumnsAre154Wide() {
    List<DenseColumn> columns = new ArrayList<>();
    VocabularyColumn category =
        FeatureColumns.vocabulary("category", Vocabulary.of("a", "b", "c")).withOovBuckets(1);
    BucketizedColumn months =
        FeatureColumns.bucketized(
            FeatureColumns.numeric("months_since_epoch").withDefault(573.6f),
            FeatureColumns.range(400, 700, 20));
    columns.add(FeatureColumns.embedding(FeatureColumns.hashBucket("content_id", 15_634), 10));
    columns.add(FeatureColumns.embedding(FeatureColumns.hashBucket("author", 1_104), 10));
    columns.add(FeatureColumns.indicator(category));
    columns.add(
        FeatureColumns.textEmbedding(
            "title", org.hybridrec.features.text.TextEncoder.hashed(50, 0)));
    columns.add(FeatureColumns.indicator(FeatureColumns.crossed(60, category, months)));
    columns.addAll(FeatureColumns.numericColumns("user_factor_", 10));
    columns.addAll(FeatureColumns.numericColumns("item_factor_", 10));
    FeatureEncoder encoder = FeatureEncoder.of(columns);
    assertThat(encoder.layout().width()).isEqualTo(154);
    assertThat(encoder.columns().stream().map(DenseColumn::name).limit(5))
        .containsExactly(
            "author_embedding",
            "category_X_months_since_epoch_bucketized_indicator",
            "category_indicator",
            "content_id_embedding",
            "item_factor_0");
  }
}
