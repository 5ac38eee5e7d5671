package org.hybridrec.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hybridrec.features.FeatureColumns.vector;

import java.util.List;
import java.util.Map;
import org.hybridrec.features.source.SchemaException;
import org.hybridrec.features.text.CrossFittedEncoder;
import org.hybridrec.features.text.VectorEncoder;
import org.junit.jupiter.api.Test;

class CrossFittedEncoderTest {

  /** Gives the number of values and, as a second number, which group it was fitted without. */
  private record Counting(int without) implements CrossFittedEncoder {

    @Override
    public String groupField() {
      return "visitor";
    }

    @Override
    public VectorEncoder fittedWithout(String group) {
      return new Counting(Integer.parseInt(group));
    }

    @Override
    public String name() {
      return "counting";
    }

    @Override
    public String fingerprint() {
      return "0".repeat(64);
    }

    @Override
    public int width() {
      return 2;
    }

    @Override
    public void encode(List<String> values, float[] target, int offset) {
      target[offset] = values.size();
      target[offset + 1] = without;
    }
  }

  private static final DenseColumn COLUMN = vector("seen", new Counting(-1));

  @Test
  void whileFittingEachRowIsEncodedWithoutItsGroup() {
    List<Map<String, Object>> rows =
        List.of(
            Encoded.row("seen", List.of("a", "b"), "visitor", "7"),
            Encoded.row("seen", List.of("a"), "visitor", "8"),
            Encoded.row("seen", List.of("a"), "visitor", null),
            Encoded.row("seen", List.of(), "visitor", "9"));
    Encoded encoded = Encoded.fitting(rows, COLUMN);
    assertThat(encoded.rows())
        .containsExactly(
            List.of("[2.0, 7.0]"),
            List.of("[1.0, 8.0]"),
            List.of("[1.0, -1.0]"),
            List.of("[0.0, 0.0]"));
    assertThat(encoded.report().column(COLUMN.name()))
        .isEqualTo(new ColumnReport(COLUMN.name(), 4, 1, 0, 0, 0, 0, 0));
  }

  @Test
  void aGroupMayBeAWholeNumber() {
    assertThat(Encoded.fitting(List.of(Encoded.row("seen", "a", "visitor", 12)), COLUMN).rows())
        .containsExactly(List.of("[1.0, 12.0]"));
  }

  @Test
  void whileServingTheEncoderItselfIsUsedAndNoGroupIsRead() {
    List<Map<String, Object>> rows =
        List.of(Encoded.row("seen", "a"), Encoded.row("seen", "b", "visitor", "7"));
    assertThat(Encoded.serving(rows, COLUMN).rows())
        .containsExactly(List.of("[1.0, -1.0]"), List.of("[1.0, -1.0]"));
    assertThat(FeatureEncoder.of(List.of(COLUMN)).servingSchema().names()).containsExactly("seen");
  }

  @Test
  void onlyRowsToLearnFromNeedTheGroup() {
    List<Map<String, Object>> rows = List.of(Encoded.row("seen", "a"));
    assertThatThrownBy(() -> Encoded.fitting(rows, COLUMN))
        .isInstanceOf(SchemaException.class)
        .hasMessage(
            "the source has no column 'visitor' (for the cross-fitting of column"
                + " 'seen_counting', expected text or integer); it has ['seen']");
  }
}
