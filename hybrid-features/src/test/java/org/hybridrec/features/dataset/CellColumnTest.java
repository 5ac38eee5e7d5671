package org.hybridrec.features.dataset;

import static java.util.Arrays.asList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.hybridrec.features.source.SourceColumn;
import org.hybridrec.features.source.SourceField;
import org.hybridrec.features.source.ValueType;
import org.junit.jupiter.api.Test;

class CellColumnTest {

  private static SourceColumn column(ValueType type, boolean list, Object... cells) {
    return new CellColumn(new SourceField("c", type, list), cells);
  }

  @Test
  void plainCellsHoldOneValueOrNone() {
    SourceColumn texts = column(ValueType.TEXT, false, "a", null);
    assertThat(texts.valueCount(0)).isEqualTo(1);
    assertThat(texts.text(0, 0)).isEqualTo("a");
    assertThat(texts.isNull(0, 0)).isFalse();
    assertThat(texts.isInvalid(0)).isFalse();
    assertThat(texts.valueCount(1)).isZero();

    SourceColumn integers = column(ValueType.INTEGER, false, 7L);
    assertThat(integers.text(0, 0)).isEqualTo("7");
    assertThat(integers.integer(0, 0)).isEqualTo(7);
    assertThat(integers.number(0, 0)).isEqualTo(7.0);
    assertThat(column(ValueType.NUMBER, false, 0.5).number(0, 0)).isEqualTo(0.5);
  }

  @Test
  void nullsInListsKeepTheirPlaces() {
    SourceColumn texts = column(ValueType.TEXT, true, asList("a", null, "b"), List.of());
    assertThat(texts.valueCount(0)).isEqualTo(3);
    assertThat(texts.isNull(0, 1)).isTrue();
    assertThat(texts.text(0, 1)).isEmpty();
    assertThat(texts.text(0, 2)).isEqualTo("b");
    assertThat(texts.valueCount(1)).isZero();
    assertThat(column(ValueType.INTEGER, true, asList(1L, null)).integer(0, 1)).isZero();
    assertThat(column(ValueType.NUMBER, true, asList(1.0, null)).number(0, 1)).isNaN();
  }

  @Test
  void otherTypesAndValuesThatAreNotThereAreRefused() {
    assertThatThrownBy(() -> column(ValueType.NUMBER, false, 1.0).text(0, 0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("column 'c': text was asked of number");
    assertThatThrownBy(() -> column(ValueType.NUMBER, true, List.of(1.0)).integer(0, 0))
        .hasMessage("column 'c': integer was asked of list of number");
    assertThatThrownBy(() -> column(ValueType.TEXT, false, "1").number(0, 0))
        .hasMessage("column 'c': number was asked of text");
    assertThatThrownBy(() -> column(ValueType.TEXT, false, "1").text(0, 1))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("column 'c': value 1 of 1");
    assertThatThrownBy(() -> column(ValueType.TEXT, false, (Object) null).text(0, 0))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("column 'c': value 0 of 0");
  }
}
