package org.hybridrec.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hybridrec.features.FeatureColumns.field;
import static org.hybridrec.features.FeatureColumns.numeric;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hybridrec.features.encoded.EncodedBatch;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.InvalidDataException;
import org.hybridrec.features.source.MapSource;
import org.hybridrec.features.source.SchemaException;
import org.hybridrec.features.source.SourceReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How much a row counts, read beside its label. */
class RowWeightTest {

  private static final LabelColumn LABEL =
      new LabelColumn("next", ItemIndex.of(List.of("a", "b"))).weightedBy(numeric("w"));

  private static ExampleSource rows(Object... weights) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Object weight : weights) {
      rows.add(Encoded.row("next", "a", "n", 1, "w", weight));
    }
    return MapSource.of(rows);
  }

  private static EncodedBatch encode(ExampleSource rows, LabelColumn label, DirtyValues dirty) {
    FeatureEncoder encoder = FeatureEncoder.of(List.of(numeric("n")));
    try (SourceReader reader = rows.open()) {
      return encoder.bind(rows.schema(), label, dirty).encode(reader.next());
    }
  }

  private static List<Float> weights(EncodedBatch batch) {
    List<Float> weights = new ArrayList<>();
    for (int row = 0; row < batch.rowCount(); row++) {
      weights.add(batch.weight(row));
    }
    return weights;
  }

  @Test
  void isANumberOfAnyKindOrTextThatIsOne() {
    assertThat(weights(encode(rows(0.5, 2.0, 0.0), LABEL, DirtyValues.REFUSE)))
        .containsExactly(0.5f, 2f, 0f);
    assertThat(weights(encode(rows(3, 1), LABEL, DirtyValues.REFUSE))).containsExactly(3f, 1f);
    assertThat(weights(encode(rows("0.25", " 1e1 "), LABEL, DirtyValues.REFUSE)))
        .containsExactly(0.25f, 10f);
  }

  @Test
  void isTheDefaultWhereItIsMissing() {
    LabelColumn label = LABEL.weightedBy(numeric("w").withDefault(0.5f));
    assertThat(weights(encode(rows(2.0, null), label, DirtyValues.REFUSE)))
        .containsExactly(2f, 0.5f);
  }

  @Test
  void isScaledByANormalizer() {
    LabelColumn label = LABEL.weightedBy(numeric("w").normalizedBy(1, 4));
    assertThat(weights(encode(rows(3.0, 1.0), label, DirtyValues.REFUSE)))
        .containsExactly(0.5f, 0f);
    assertThatThrownBy(() -> encode(rows(3.0, 0.5), label, DirtyValues.REFUSE))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage("row 1, column 'w': a row's weight must be finite and at least 0, was -0.125");
  }

  @Test
  void isOnePositionOfAListWhereItIsChosen() {
    LabelColumn label = LABEL.weightedBy(numeric(field("w").at(1)));
    ExampleSource lists = rows(List.of(1.0, 5.0), List.of(1.0, 6.0));
    assertThat(weights(encode(lists, label, DirtyValues.REFUSE))).containsExactly(5f, 6f);
  }

  @ParameterizedTest
  @CsvSource({"-1, -1.0", "-1e-30, -1.0E-30"})
  void belowZeroIsRefusedWithItsRow(double weight, String shown) {
    assertThatThrownBy(() -> encode(rows(1.0, 1.0, weight), LABEL, DirtyValues.REFUSE))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage(
            "row 2, column 'w': a row's weight must be finite and at least 0, was " + shown);
  }

  @Test
  void thatIsNoNumberIsRefusedWithItsRow() {
    for (Object bad : new Object[] {Double.NaN, Double.POSITIVE_INFINITY, 1e300}) {
      assertThatThrownBy(() -> encode(rows(1.0, bad), LABEL, DirtyValues.REFUSE))
          .isInstanceOf(InvalidDataException.class)
          .hasMessage(
              "row 1, column 'w': expected a finite number, was "
                  + bad
                  + "; leave the cell empty where there is none");
    }
    assertThatThrownBy(() -> encode(rows("1", "much"), LABEL, DirtyValues.REFUSE))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage(
            "row 1, column 'w': expected a finite number, was 'much'; leave the cell empty where"
                + " there is none");
  }

  @Test
  void thatIsMissingIsRefusedWithItsRow() {
    assertThatThrownBy(() -> encode(rows(1.0, null), LABEL, DirtyValues.REFUSE))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage(
            "row 1, column 'w': a row to learn from needs a weight, had none; give it 1, or a"
                + " default");
  }

  @Test
  void thatCannotBeUsedIsOneWhereRowsAreMeasured() {
    ExampleSource dirty = rows("0.5", "-1", "much", null, "");
    assertThat(weights(encode(dirty, LABEL, DirtyValues.COUNT)))
        .containsExactly(0.5f, 1f, 1f, 1f, 1f);
  }

  @Test
  void isNeededWhereRowsAreLearnedFromAndNowhereElse() {
    ExampleSource without = MapSource.of(List.of(Encoded.row("next", "a", "n", 1)));
    EncodedBatch measured = encode(without, LABEL, DirtyValues.COUNT);
    assertThat(measured.hasWeights()).isFalse();
    assertThat(measured.weight(0)).isEqualTo(1f);
    assertThatThrownBy(() -> encode(without, LABEL, DirtyValues.REFUSE))
        .isInstanceOfSatisfying(
            SchemaException.class,
            e ->
                assertThat(e.problems())
                    .containsExactly(
                        "the source has no column 'w' (for the row weight, expected one number a"
                            + " row; of a list, take a position with field(…).at(i)); it has"
                            + " ['next', 'n']"));
  }

  @Test
  void aLabelNamesItsWeightOnlyWhereItHasOne() {
    assertThat(LABEL).hasToString("LabelColumn[field=next, items=ItemIndex of 2, weight=w]");
    assertThat(new LabelColumn("next", LABEL.items()))
        .hasToString("LabelColumn[field=next, items=ItemIndex of 2]");
  }
}
