package org.hybridrec.features.source;

import static java.util.Arrays.asList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MapRowsTest {

  private static final String MISSING = "missing";
  private static final String INVALID = "invalid";

  /** What a plain field of that type makes of a value. */
  private static Object plain(ValueType type, Object value) {
    Map<String, Object> row = new HashMap<>();
    row.put("c", value);
    SourceSchema schema = new SourceSchema(List.of(new SourceField("c", type, false)));
    MapRows batch = MapRows.of(schema, List.of(row));
    if (batch.column(0).isInvalid(0)) {
      assertThat(batch.column(0).valueCount(0)).isZero();
      return INVALID;
    }
    Object cell = Rows.row(schema, batch, 0).get(0);
    return cell == null ? MISSING : cell;
  }

  private static MapRows list(ValueType type, Object value) {
    return MapRows.of(
        new SourceSchema(List.of(new SourceField("c", type, true))), List.of(Map.of("c", value)));
  }

  private static Object cell(ValueType type, MapRows batch) {
    return Rows.row(new SourceSchema(List.of(new SourceField("c", type, true))), batch, 0).get(0);
  }

  @Test
  void textTakesTextAndWholeNumbers() {
    assertThat(plain(ValueType.TEXT, "12")).isEqualTo("12");
    assertThat(plain(ValueType.TEXT, "")).isEqualTo("");
    assertThat(plain(ValueType.TEXT, 299826767)).isEqualTo("299826767");
    assertThat(plain(ValueType.TEXT, Long.MIN_VALUE)).isEqualTo("-9223372036854775808");
    assertThat(plain(ValueType.TEXT, 1.0)).isEqualTo(INVALID);
  }

  @Test
  void integersTakeWholeNumbersAndTheirText() {
    assertThat(plain(ValueType.INTEGER, (short) -3)).isEqualTo(-3L);
    assertThat(plain(ValueType.INTEGER, "12")).isEqualTo(12L);
    assertThat(plain(ValueType.INTEGER, "")).isEqualTo(MISSING);
    assertThat(plain(ValueType.INTEGER, "12.0")).isEqualTo(INVALID);
    assertThat(plain(ValueType.INTEGER, "9223372036854775808")).isEqualTo(INVALID);
    assertThat(plain(ValueType.INTEGER, 1.0)).isEqualTo(INVALID);
  }

  @Test
  void numbersTakeAllNumbersAndTheirText() {
    assertThat(plain(ValueType.NUMBER, 0.5f)).isEqualTo(0.5);
    assertThat(plain(ValueType.NUMBER, 7)).isEqualTo(7.0);
    assertThat(plain(ValueType.NUMBER, "573.6")).isEqualTo(573.6);
    assertThat(plain(ValueType.NUMBER, " -5.736E2 ")).isEqualTo(-573.6);
    assertThat(plain(ValueType.NUMBER, "e5")).isEqualTo(INVALID);
    assertThat(plain(ValueType.NUMBER, "1f")).isEqualTo(INVALID);
    assertThat(plain(ValueType.NUMBER, "NaN")).isEqualTo(INVALID);
    assertThat(plain(ValueType.NUMBER, "0x1p3")).isEqualTo(INVALID);
    assertThat(plain(ValueType.NUMBER, "573,6")).isEqualTo(INVALID);
    assertThat(plain(ValueType.NUMBER, "")).isEqualTo(MISSING);
  }

  @ParameterizedTest
  @EnumSource(ValueType.class)
  void nullIsMissingAndAnotherClassOrAListIsInvalid(ValueType type) {
    assertThat(plain(type, null)).isEqualTo(MISSING);
    assertThat(plain(type, LocalDate.EPOCH)).isEqualTo(INVALID);
    assertThat(plain(type, true)).isEqualTo(INVALID);
    assertThat(plain(type, Map.of())).isEqualTo(INVALID);
    assertThat(plain(type, List.of("1"))).isEqualTo(INVALID);
    assertThat(plain(type, new int[] {1})).isEqualTo(INVALID);
    assertThat(plain(type, new char[0])).isEqualTo(INVALID);
  }

  @Test
  void aListFieldTakesListsAndAPlainValueAsAListOfOne() {
    assertThat(cell(ValueType.TEXT, list(ValueType.TEXT, List.of("a", 5))))
        .isEqualTo(List.of("a", "5"));
    assertThat(cell(ValueType.TEXT, list(ValueType.TEXT, "a"))).isEqualTo(List.of("a"));
    assertThat(cell(ValueType.NUMBER, list(ValueType.NUMBER, new float[] {0.5f})))
        .isEqualTo(List.of(0.5));
  }

  @Test
  void anElementThatCannotBeReadKeepsItsPlaceAndTheRowIsInvalid() {
    MapRows batch = list(ValueType.INTEGER, asList(1, LocalDate.EPOCH, null, 3));

    assertThat(cell(ValueType.INTEGER, batch)).isEqualTo(asList(1L, null, null, 3L));
    assertThat(batch.column(0).isInvalid(0)).isTrue();
    assertThat(list(ValueType.INTEGER, asList(1, null)).column(0).isInvalid(0)).isFalse();
  }

  @Test
  void severalRowsFollowTheSchemaAndUnknownKeysAreNamed() {
    SourceSchema schema =
        new SourceSchema(
            List.of(
                new SourceField("b", ValueType.TEXT, false),
                new SourceField("a", ValueType.INTEGER, false)));
    Map<String, Object> nullKey = new HashMap<>();
    nullKey.put(null, 1);
    nullKey.put("a", 2);

    MapRows batch = MapRows.of(schema, List.of(Map.of("a", 1, "b", "x", "z", 0), nullKey));

    assertThat(batch.rowCount()).isEqualTo(2);
    assertThat(Rows.row(schema, batch, 0)).containsExactly("x", 1L);
    assertThat(Rows.row(schema, batch, 1)).containsExactly(null, 2L);
    assertThat(batch.unknownKeys()).containsExactly("null", "z");
    assertThat(batch.location(1)).isEqualTo("row 1");
  }

  @Test
  void noRowsAreRefused() {
    SourceSchema schema = new SourceSchema(List.of());

    assertThatThrownBy(() -> MapRows.of(schema, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rows: there must be at least 1, were 0");
  }
}
