package org.hybridrec.core.tribuo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.hybridrec.core.tribuo.Cells.Kind;
import org.hybridrec.features.source.InvalidDataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.classification.Label;
import org.tribuo.impl.ListExample;

class CellsTest {

  private static final Cells CELLS =
      new Cells(Map.of("price", Kind.NUMBER, "title", Kind.TEXT, "tags", Kind.TEXTS));

  private static Map<String, Object> lenient(String... features) {
    return CELLS.lenient(Shop.example("a", features));
  }

  @Test
  void numbersComeFromTheFeaturesValueOrFromItsName() {
    assertThat(lenient("price@value=2.5")).isEqualTo(Map.of("price", 2.5));
    assertThat(lenient("price=2.5")).isEqualTo(Map.of("price", 2.5));
    assertThat(lenient("price@2.5=1")).isEqualTo(Map.of("price", "2.5"));
  }

  @Test
  void textsComeFromTheName() {
    assertThat(lenient("title@A@b=c=1")).isEqualTo(Map.of("title", "A@b=c"));
    assertThat(lenient("title@value=1")).isEqualTo(Map.of("title", "value"));
    assertThat(lenient("title@=1", "tags@=1")).isEmpty();
  }

  @Test
  void aValueSaysHowOftenAndTextsStandInAscendingOrder() {
    Example<Label> unsorted = new ListExample<>(new Label("a"));
    unsorted.add(new Feature("tags@b", 1));
    unsorted.add(new Feature("tags@a", 2));
    unsorted.add(new Feature("tags@c", 0));
    assertThat(CELLS.lenient(unsorted)).isEqualTo(Map.of("tags", List.of("a", "a", "b")));
  }

  @Test
  void nGramsLoseTheirMark() {
    assertThat(lenient("tags@1-N=neu=1", "tags@2-N=sehr/neu=1", "tags@N-N=x=1"))
        .isEqualTo(Map.of("tags", List.of("N-N=x", "neu", "sehr/neu")));
  }

  @Test
  void fieldsThatNoColumnReadsAreLeftOut() {
    assertThat(lenient("author@Zoë=1", "width=3", "author@Ida=-7")).isEmpty();
    assertThat(CELLS.countRead(Shop.example("a", "author@Zoë=1", "price=3", "tags@x=1")))
        .isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "@x=1 | feature '@x' names no field; expected is field@value, or the name of a number's"
            + " field alone",
        "title=3 | feature 'title' is a number, but a column reads the field as text; make the"
            + " feature with an IdentityProcessor",
        "title@value=3 | feature 'title@value' is a number, but a column reads the field as text;"
            + " make the feature with an IdentityProcessor",
        "tags@a=0.5 | feature 'tags@a' has the value 0.5; a text's value says how often it occurs,"
            + " a whole number of at most 1000",
        "tags@a=-1 | feature 'tags@a' has the value -1.0; a text's value says how often it occurs,"
            + " a whole number of at most 1000",
        "tags@a=1001 | feature 'tags@a' has the value 1001.0; a text's value says how often it"
            + " occurs, a whole number of at most 1000",
        "tags@a=NaN | feature 'tags@a' has the value NaN; a text's value says how often it occurs,"
            + " a whole number of at most 1000",
        "title@a=2 | field 'title' has 2 values, and a column needs one: Tribuo sorts features by"
            + " name, so the order of several is lost; give the whole text with an"
            + " IdentityProcessor",
      })
  void whatCannotBeUsedIsRefusedWhereItIsLearnedFrom(String feature, String problem) {
    Example<Label> example = Shop.example("a", feature, "price@value=1");
    assertThatThrownBy(() -> CELLS.strict(example, "example 7"))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage("example 7: " + problem);
    Map<String, Object> row = CELLS.lenient(example);
    assertThat(row).containsEntry("price", 1.0);
    if (feature.startsWith("@")) {
      assertThat(row).hasSize(1);
    } else {
      assertThat(row.get(feature.startsWith("title") ? "title" : "tags"))
          .as("a cell that is no text")
          .isExactlyInstanceOf(Object.class);
    }
  }

  @Test
  void twoFeaturesOfOneNameAreRefused() {
    Example<Label> twice = Shop.example("a", "tags@a=1", "tags@a=1");
    assertThatThrownBy(() -> CELLS.strict(twice, "example 0"))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage(
            "example 0: feature 'tags@a' stands twice; give each name once, a word's count as value");
    assertThat(CELLS.lenient(twice).get("tags")).isExactlyInstanceOf(Object.class);
  }

  @Test
  void twoNumbersOfOneFieldAreRefused() {
    Example<Label> two = Shop.example("a", "price=1", "price@value=2");
    assertThatThrownBy(() -> CELLS.strict(two, "example 0"))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage(
            "example 0: feature 'price@value' is a second number of its field; a row has one");
  }
}
