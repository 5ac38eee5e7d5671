package org.hybridrec.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hybridrec.features.FeatureColumns.field;

import java.util.Arrays;
import java.util.List;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.InvalidDataException;
import org.hybridrec.features.source.RowSource;
import org.junit.jupiter.api.Test;

class ValueCountsTest {

  private static ValueCounts count(String... values) {
    ExampleSource rows =
        RowSource.<List<String>>rows(Arrays.stream(values).map(Arrays::asList).toList())
            .text("tag", row -> row.get(0));
    return ValueCounts.of(rows, field("tag"));
  }

  private static String text(ValueCounts counts) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < counts.size(); i++) {
      text.append(counts.values().get(i)).append(counts.count(i)).append(' ');
    }
    return text.toString();
  }

  @Test
  void theMostFrequentStandsFirstAndTiesInTheOrderOfCodePoints() {
    assertThat(text(count("b", "😀", "\uFF01", "c", "b", "a", null, "", " ", "c", "c")))
        .isEqualTo("c3 b2 a1 \uFF011 😀1 ");
  }

  @Test
  void theListIsCutByCountAndBySize() {
    ValueCounts counts = count("a", "b", "b", "c", "c", "d", "d", "d");

    assertThat(text(counts.atLeast(2))).isEqualTo("d3 b2 c2 ");
    assertThat(text(counts.atLeast(4))).isEmpty();
    assertThat(text(counts.mostFrequent(2))).isEqualTo("d3 b2 ");
    assertThat(counts.mostFrequent(9)).isEqualTo(counts).hasSameHashCodeAs(counts);
    assertThat(counts.mostFrequent(3)).isNotEqualTo(counts);
    assertThat(counts.total()).isEqualTo(8);
    assertThat(counts.atLeast(2).vocabulary()).isEqualTo(Vocabulary.of("d", "b", "c"));
    assertThat(counts).hasToString("ValueCounts of 4");
  }

  @Test
  void fieldsAreTakenApart() {
    ExampleSource rows = RowSource.rows(List.of("x|y", "y")).text("tags", row -> row);

    assertThat(text(ValueCounts.of(rows, field("tags").split("|")))).isEqualTo("y2 x1 ");
  }

  @Test
  void limitsOutOfRangeAndEmptyVocabulariesAreRefused() {
    assertThatThrownBy(() -> count("a").atLeast(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("field 'tag': the minimum count must be at least 1, was 0");
    assertThatThrownBy(() -> count("a").mostFrequent(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("field 'tag': the maximum size must be at least 1, was 0");
    assertThatThrownBy(() -> count("").vocabulary())
        .isInstanceOf(InvalidDataException.class)
        .hasMessage("field 'tag' has no value in any row: nothing to list");
  }
}
