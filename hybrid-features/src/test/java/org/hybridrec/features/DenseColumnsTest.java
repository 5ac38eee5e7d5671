package org.hybridrec.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hybridrec.features.FeatureColumns.field;
import static org.hybridrec.features.FeatureColumns.numeric;
import static org.hybridrec.features.FeatureColumns.pretrained;
import static org.hybridrec.features.FeatureColumns.vector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.hybridrec.features.text.TextEncoder;
import org.hybridrec.features.text.VectorEncoder;
import org.junit.jupiter.api.Test;

/** The floats of numeric and text columns, and given vectors. */
class DenseColumnsTest {

  @Test
  void aNumberEntersAsItIsOrScaled() {
    List<Map<String, Object>> rows =
        List.of(Encoded.row("n", 7), Encoded.row("n", -2.5), Encoded.row("n", null));
    assertThat(floats(rows, numeric("n"))).containsExactly("[7.0]", "[-2.5]", "[0.0]");
    assertThat(floats(rows, numeric("n").withDefault(4)))
        .containsExactly("[7.0]", "[-2.5]", "[4.0]");
    assertThat(floats(rows, numeric("n").normalizedBy(5, 0.5f)))
        .containsExactly("[4.0]", "[-15.0]", "[0.0]");
    assertThat(floats(rows, numeric("n").withDefault(4).normalizedBy(5, 0.5f)))
        .containsExactly("[4.0]", "[-15.0]", "[-2.0]");
  }

  @Test
  void aNumberOfAListIsTakenByItsPosition() {
    List<Map<String, Object>> rows =
        List.of(
            Encoded.row("n", List.of(1.5, 2.5)),
            Encoded.row("n", Arrays.asList(1.5, null)),
            Encoded.row("n", List.of(3.0)),
            Encoded.row("n", List.of()));
    NumericColumn second = numeric(field("n").at(1)).withDefault(9);
    assertThat(second.name()).isEqualTo("n_1");
    assertThat(floats(rows, second)).containsExactly("[2.5]", "[9.0]", "[9.0]", "[9.0]");
    List<Map<String, Object>> split =
        List.of(
            Encoded.row("n", "1.5;2.5"),
            Encoded.row("n", "1.5; "),
            Encoded.row("n", "3"),
            Encoded.row("n", ""));
    assertThat(floats(split, numeric(field("n").split(";").at(1)).withDefault(9)))
        .containsExactly("[2.5]", "[9.0]", "[9.0]", "[9.0]");
  }

  @Test
  void aListWhereOneNumberIsExpectedIsInvalidWhenItIsServed() {
    Encoded served =
        Encoded.serving(List.of(Encoded.row("n", List.of(1.5, 2.5))), numeric("n").withDefault(9));
    assertThat(served.rows()).containsExactly(List.of("[9.0]"));
    assertThat(served.report().column("n")).isEqualTo(new ColumnReport("n", 1, 0, 1, 0, 1, 0, 0));
  }

  @Test
  void aTextIsTheVectorOfItsEncoderAndNoTextIsZeros() {
    TextEncoder encoder = TextEncoder.hashed(8, 3);
    List<Map<String, Object>> rows =
        List.of(Encoded.row("t", "Öl wird teuer"), Encoded.row("t", ""), Encoded.row("t", null));
    Encoded encoded = Encoded.fitting(rows, vector("t", encoder));
    String zeros = Arrays.toString(new float[8]);
    assertThat(encoded.rows())
        .containsExactly(
            List.of(Arrays.toString(encoder.encode("Öl wird teuer"))),
            List.of(zeros),
            List.of(zeros));
    assertThat(encoded.report().column("t_text_embedding").missing()).isEqualTo(2);
    List<Map<String, Object>> lists =
        List.of(Encoded.row("t", Arrays.asList("Öl", null, "", "teuer")));
    assertThat(floats(lists, vector("t", encoder)))
        .containsExactly(Arrays.toString(encoder.encode("Öl teuer")));
  }

  @Test
  void whileFittingEachTextIsEncodedOnce() {
    Counting encoder = new Counting();
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      rows.add(Encoded.row("t", "title " + i % 7));
    }
    Encoded fitting = Encoded.fitting(rows, vector("t", encoder));
    assertThat(encoder.encoded).isEqualTo(7);
    Encoded serving = Encoded.serving(rows, vector("t", encoder));
    assertThat(encoder.encoded).isEqualTo(107);
    assertThat(serving).isEqualTo(fitting);
  }

  private static final class Counting implements VectorEncoder {
    private int encoded;

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
      encoded++;
      target[offset] = values.get(0).length();
      target[offset + 1] = values.get(0).hashCode();
    }
  }

  @Test
  void givenVectorsAreFoundByTheirTableAndNeverChange() {
    Vocabulary keys = Vocabulary.of("a", "b");
    float[][] rows = {{1, 2}, {3, 4}};
    VectorTable table = VectorTable.of(keys, rows);
    rows[0][0] = 9;
    table.rows()[0][0] = 9;
    table.row(0)[0] = 9;
    assertThat(table.rows()).isDeepEqualTo(new float[][] {{1, 2}, {3, 4}});
    assertThat(table)
        .isEqualTo(VectorTable.of(keys, table.rows()))
        .hasSameHashCodeAs(VectorTable.of(keys, table.rows()))
        .isNotEqualTo(VectorTable.of(keys, new float[][] {{1, 2}, {3, 5}}))
        .isNotEqualTo(VectorTable.of(Vocabulary.of("b", "a"), table.rows()))
        .hasToString("VectorTable of 2 × 2");
    EmbeddingColumn column = pretrained("k", table);
    assertThat(column.trainable()).isFalse();
    FeatureEncoder encoder = FeatureEncoder.of(List.of(column, numeric("n")));
    assertThat(encoder.givenTables()).isEqualTo(Map.of("k_pretrained", table));
    List<Map<String, Object>> keysOfRows =
        List.of(Encoded.row("k", "b"), Encoded.row("k", "c"), Encoded.row("k", null));
    assertThat(floats(keysOfRows, column)).containsExactly("[1]", "[]", "[]");
  }

  private static List<String> floats(List<Map<String, Object>> rows, DenseColumn column) {
    Encoded fitting = Encoded.fitting(rows, column);
    assertThat(Encoded.serving(rows, column)).isEqualTo(fitting);
    return fitting.rows().stream().map(row -> row.get(0)).toList();
  }
}
