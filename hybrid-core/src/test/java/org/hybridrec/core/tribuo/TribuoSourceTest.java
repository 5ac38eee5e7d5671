package org.hybridrec.core.tribuo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.InvalidDataException;
import org.hybridrec.features.source.MapSource;
import org.hybridrec.features.source.RowSource;
import org.hybridrec.features.source.SchemaException;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceField;
import org.hybridrec.features.source.SourceReader;
import org.hybridrec.features.source.SourceSchema;
import org.hybridrec.features.source.ValueType;
import org.junit.jupiter.api.Test;
import org.tribuo.DataSource;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;

class TribuoSourceTest {

  private static Map<String, Double> features(Example<Label> example) {
    Map<String, Double> features = new TreeMap<>();
    for (Feature feature : example) {
      features.put(feature.getName(), feature.getValue());
    }
    return features;
  }

  @Test
  void theSchemaIsFoundInTheFeaturesNames() {
    TribuoSource source = TribuoSource.of(Shop.dataset(Shop.visits(20, 1)), "next");
    assertThat(source.schema().fields())
        .containsExactly(
            new SourceField("category", ValueType.TEXT, false),
            new SourceField("item", ValueType.TEXT, false),
            new SourceField("price", ValueType.NUMBER, false),
            new SourceField("tags", ValueType.TEXT, true),
            new SourceField("title", ValueType.TEXT, false),
            new SourceField("next", ValueType.TEXT, false));
  }

  @Test
  void rowsAreReadAgainAndAgainInTheirOrder() {
    MutableDataset<Label> data =
        Shop.dataset(
            Shop.example("a", "x=1.5", "t@Grüß Gott=1"), Shop.example(null, "t@u=2", "t@v=1"));
    TribuoSource source = TribuoSource.of(data, "next");
    for (int pass = 0; pass < 2; pass++) {
      try (SourceReader reader = source.open()) {
        SourceBatch batch = reader.next();
        assertThat(batch.rowCount()).isEqualTo(2);
        assertThat(batch.location(1)).isEqualTo("example 1");
        assertThat(batch.column(0).text(0, 0)).isEqualTo("Grüß Gott");
        assertThat(batch.column(0).valueCount(1)).isEqualTo(3);
        assertThat(batch.column(0).text(1, 2)).isEqualTo("v");
        assertThat(batch.column(1).number(0, 0)).isEqualTo(1.5);
        assertThat(batch.column(1).valueCount(1)).isZero();
        assertThat(batch.column(2).text(0, 0)).isEqualTo("a");
        assertThat(batch.column(2).valueCount(1)).as("an unknown label is missing").isZero();
        assertThat(reader.next()).isNull();
      }
    }
  }

  @Test
  void manyRowsComeInSeveralBatches() {
    List<Example<Label>> examples = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      examples.add(Shop.example("a", "n=" + i));
    }
    try (SourceReader reader = TribuoSource.of(examples, "next").open()) {
      assertThat(reader.next().rowCount()).isEqualTo(4_096);
      SourceBatch second = reader.next();
      assertThat(second.rowCount()).isEqualTo(904);
      assertThat(second.location(0)).isEqualTo("example 4096");
      assertThat(second.column(0).number(903, 0)).isEqualTo(4_999);
    }
  }

  @Test
  void featuresWithoutFieldAreRefusedWithTheExample() {
    List<Example<Label>> examples = List.of(Shop.example("a", "x=1"), Shop.example("a", "@lost=1"));
    try (SourceReader reader = TribuoSource.of(examples, "next").open()) {
      assertThatThrownBy(reader::next)
          .isInstanceOf(InvalidDataException.class)
          .hasMessage(
              "example 1: feature '@lost' names no field; expected is field@value, or the name of"
                  + " a number's field alone");
    }
  }

  @Test
  void aLabelThatIsAlsoAFeatureIsRefused() {
    assertThatThrownBy(() -> TribuoSource.of(Shop.dataset(Shop.example("a", "next@a=1")), "next"))
        .isInstanceOf(SchemaException.class)
        .hasMessage(
            "the label 'next' is also a field of the features; leave it out of them, or name the"
                + " label otherwise");
  }

  @Test
  void rowsBecomeTheExamplesThatRowProcessorMakes() {
    List<Shop.Visit> visits = Shop.visits(30, 2);
    MutableDataset<Label> ours = TribuoSource.dataset(Shop.rows(visits), "next");
    MutableDataset<Label> theirs = Shop.dataset(visits);
    for (int i = 0; i < visits.size(); i++) {
      Map<String, Double> expected = new TreeMap<>();
      features(theirs.getExample(i))
          .forEach((name, value) -> expected.put(name.replace("@1-N=", "@"), value));
      assertThat(features(ours.getExample(i))).isEqualTo(expected);
      assertThat(ours.getExample(i).getOutput()).isEqualTo(theirs.getExample(i).getOutput());
    }
  }

  @Test
  void missingCellsAreNoFeaturesAndRepeatedOnesAreCounted() {
    Map<String, Object> row = new HashMap<>();
    row.put("tags", Arrays.asList("a", null, "", "b", "a"));
    row.put("year", 1999);
    row.put("price", null);
    row.put("title", "");
    row.put("next", "n");
    Map<String, Object> full = new LinkedHashMap<>(row);
    full.put("price", 1.5);
    full.put("title", "t");
    MutableDataset<Label> data = TribuoSource.dataset(MapSource.of(List.of(full, row)), "next");
    assertThat(features(data.getExample(1)))
        .isEqualTo(Map.of("tags@a", 2.0, "tags@b", 1.0, "year@1999", 1.0));
    assertThat(features(data.getExample(0))).containsEntry("price@value", 1.5);
  }

  @Test
  void aRowWithoutLabelHasTheUnknownOneAndARowWithoutValuesIsLeftOut() {
    ExampleSource rows =
        RowSource.rows(List.of("x,", ",a", "y,b"))
            .text("t", row -> row.split(",", -1)[0])
            .text("next", row -> row.split(",", -1)[1]);
    MutableDataset<Label> data = TribuoSource.dataset(rows, "next");
    assertThat(data.size()).isEqualTo(2);
    assertThat(data.getExample(0).getOutput().getLabel()).isEqualTo(Label.UNKNOWN);
    assertThat(data.getExample(1).getOutput().getLabel()).isEqualTo("b");
  }

  @Test
  void aSourceThatCannotBeCarriedIsRefusedWithAllProblems() {
    ExampleSource rows =
        RowSource.rows(List.of("a"))
            .text("user@host", row -> row)
            .numbers("factors", row -> List.of(1.0))
            .number("next", row -> 1.0);
    assertThatThrownBy(() -> TribuoSource.dataSource(rows, "next"))
        .isInstanceOfSatisfying(
            SchemaException.class,
            e ->
                assertThat(e.problems())
                    .containsExactly(
                        "source column 'next' is number (for the label, expected one text or"
                            + " integer a row)",
                        "source column 'user@host' cannot be a field of Tribuo's features, whose"
                            + " names are field@value; rename it",
                        "source column 'factors' is list of number, and Tribuo sorts features by"
                            + " name, so positions are lost; give each position a column of its"
                            + " own"));
    assertThatThrownBy(() -> TribuoSource.dataSource(MapSource.of(List.of(Map.of("t", "x"))), "n"))
        .isInstanceOf(SchemaException.class)
        .hasMessage("the source has no column 'n' for the label; it has ['t']");
  }

  @Test
  void aTextThatWouldNotComeBackIsRefusedAndTheSourceClosed() {
    boolean[] closed = new boolean[1];
    ExampleSource inner = MapSource.of(List.of(Map.of("t", "1-N=x", "next", "a")));
    ExampleSource rows =
        new ExampleSource() {
          @Override
          public SourceSchema schema() {
            return inner.schema();
          }

          @Override
          public SourceReader open() {
            SourceReader reader = inner.open();
            return new SourceReader() {
              @Override
              public SourceBatch next() {
                return reader.next();
              }

              @Override
              public void close() {
                closed[0] = true;
              }
            };
          }
        };
    assertThatThrownBy(() -> TribuoSource.dataset(rows, "next"))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage(
            "row 0, column 't': '1-N=x' looks like an n-gram of Tribuo's and would not come back;"
                + " change the text");
    assertThat(closed[0]).isTrue();
  }

  @Test
  void aDataSourceIteratesAnyNumberOfTimes() {
    DataSource<Label> source = TribuoSource.dataSource(Shop.rows(Shop.visits(5, 1)), "next");
    assertThat(source).hasSize(5);
    assertThat(source).hasSize(5);
    var iterator = source.iterator();
    for (int i = 0; i < 5; i++) {
      iterator.next();
    }
    assertThat(iterator.hasNext()).isFalse();
    assertThatThrownBy(iterator::next)
        .isInstanceOf(NoSuchElementException.class)
        .hasMessage("all rows were read");
    assertThat(source.getProvenance().toString()).contains("label next");
  }
}
