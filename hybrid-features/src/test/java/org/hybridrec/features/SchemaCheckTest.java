package org.hybridrec.features;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hybridrec.features.FeatureColumns.bucketized;
import static org.hybridrec.features.FeatureColumns.crossed;
import static org.hybridrec.features.FeatureColumns.embedding;
import static org.hybridrec.features.FeatureColumns.field;
import static org.hybridrec.features.FeatureColumns.hashBucket;
import static org.hybridrec.features.FeatureColumns.identity;
import static org.hybridrec.features.FeatureColumns.indicator;
import static org.hybridrec.features.FeatureColumns.numeric;
import static org.hybridrec.features.FeatureColumns.textEmbedding;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hybridrec.features.source.CsvSource;
import org.hybridrec.features.source.SchemaException;
import org.hybridrec.features.source.SourceField;
import org.hybridrec.features.source.SourceSchema;
import org.hybridrec.features.source.ValueType;
import org.hybridrec.features.text.TextEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a source that does not fit the columns is told. */
class SchemaCheckTest {

  private static final SourceSchema SCHEMA =
      new SourceSchema(
          List.of(
              new SourceField("text", ValueType.TEXT, false),
              new SourceField("texts", ValueType.TEXT, true),
              new SourceField("id", ValueType.INTEGER, false),
              new SourceField("ids", ValueType.INTEGER, true),
              new SourceField("number", ValueType.NUMBER, false),
              new SourceField("numbers", ValueType.NUMBER, true)),
          Map.of("when", "timestamp[ms]"));
  private static final String HAS = "; it has ['text', 'texts', 'id', 'ids', 'number', 'numbers']";

  @Test
  void everyTypeServesEveryColumnThatCanReadIt() {
    Field tags = field("text").split("|");
    assertThatCode(
            () ->
                bind(
                    embedding(hashBucket("text", 5), 2),
                    embedding(hashBucket("texts", 5), 2),
                    embedding(hashBucket("id", 5), 2),
                    indicator(identity("ids", 5)),
                    indicator(hashBucket(field("texts").weightedBy("numbers"), 5)),
                    indicator(hashBucket(field("ids").weightedBy("ids"), 5)).named("weighted ids"),
                    indicator(hashBucket(tags.weightedBy("texts"), 5)).named("weighted tags"),
                    indicator(bucketized(numeric("id"), 1)),
                    numeric("text"),
                    numeric("number"),
                    numeric(field("number").at(0)),
                    numeric(field("numbers").at(3)),
                    numeric(field("texts").at(3)),
                    numeric(field("texts").split("|").at(3)).named("split"),
                    textEmbedding("texts", TextEncoder.hashed(2, 0))))
        .doesNotThrowAnyException();
  }

  @Test
  void aMissingColumnIsNamedWithItsUseAndWhatThereIs() {
    refused(
        embedding(hashBucket("author", 5), 2),
        "the source has no column 'author' (for column 'author_embedding', expected text or"
            + " integer)"
            + HAS);
    refused(
        numeric("price"),
        "the source has no column 'price' (for column 'price', expected one number a row; of a"
            + " list, take a position with field(…).at(i))"
            + HAS);
    refused(
        indicator(hashBucket(field("texts").weightedBy("w"), 5)),
        "the source has no column 'w' (for column 'texts_indicator', expected numbers, one for each"
            + " value of 'texts')"
            + HAS);
    refused(
        textEmbedding("title", TextEncoder.hashed(2, 0)),
        "the source has no column 'title' (for column 'title_text_embedding', expected text)"
            + HAS);
  }

  @Test
  void aColumnThatTheSourceCannotGiveIsNamedWithItsType() {
    refused(
        numeric("when"),
        "source column 'when' is timestamp[ms] (for column 'when', expected one number a row; of a"
            + " list, take a position with field(…).at(i))");
  }

  @Test
  void aLineThatWasNotCutIsShownWithTheAdviceToNameTheSeparator(@TempDir Path folder)
      throws IOException {
    Path file = Files.writeString(folder.resolve("views.csv"), "content_id;author\n1;A\n");
    FeatureEncoder encoder = FeatureEncoder.of(List.of(embedding(hashBucket("author", 5), 2)));
    assertThatThrownBy(() -> encoder.bind(CsvSource.of(file).schema(), null, DirtyValues.REFUSE))
        .isInstanceOf(SchemaException.class)
        .hasMessage(
            "the source has no column 'author' (for column 'author_embedding', expected text or"
                + " integer); it has ['content_id;author']; if this is a CSV file, see"
                + " withSeparator");
    encoder.bind(CsvSource.of(file).withSeparator(';').schema(), null, DirtyValues.REFUSE);
  }

  @Test
  void typesThatAColumnCannotRead() {
    refused(
        embedding(hashBucket("number", 5), 2),
        "source column 'number' is number (for column 'number_embedding', expected text or"
            + " integer; bucketized makes categories of numbers)");
    refused(
        indicator(crossed(5, field("text"), field("numbers"))),
        "source column 'numbers' is list of number (for column 'numbers_X_text_indicator', expected"
            + " text or integer)");
    refused(
        numeric("numbers"),
        "source column 'numbers' is list of number (for column 'numbers', expected one number a"
            + " row; of a list, take a position with field(…).at(i))");
    refused(
        indicator(bucketized(numeric("texts"), 1)),
        "source column 'texts' is list of text (for column 'texts_bucketized_indicator', expected"
            + " one number a row; of a list, take a position with field(…).at(i))");
    refused(
        textEmbedding("id", TextEncoder.hashed(2, 0)),
        "source column 'id' is integer (for column 'id_text_embedding', expected text)");
    refused(
        indicator(hashBucket(field("id").words(), 5)),
        "source column 'id' is integer (for column 'id_indicator', expected text, because the field"
            + " is taken apart)");
    refused(
        numeric(field("number").split("|").at(1)),
        "source column 'number' is number (for column 'number_1', expected text, because the field"
            + " is taken apart)");
    refused(
        indicator(hashBucket(field("text").split("|").weightedBy("numbers"), 5)),
        "source column 'numbers' is list of number (for column 'text_indicator', expected text,"
            + " split as 'text' is)");
  }

  @Test
  void theLabelIsOneTextOrWholeNumber() {
    FeatureEncoder encoder = FeatureEncoder.of(List.of(numeric("number")));
    ItemIndex items = ItemIndex.of(List.of("a"));
    for (String fine : List.of("text", "id")) {
      encoder.bind(SCHEMA, new LabelColumn(fine, items), DirtyValues.REFUSE);
    }
    assertThatThrownBy(
            () -> encoder.bind(SCHEMA, new LabelColumn("next", items), DirtyValues.REFUSE))
        .isInstanceOf(SchemaException.class)
        .hasMessage(
            "the source has no column 'next' (for the label, expected text or integer)" + HAS);
    for (String wrong : List.of("number", "texts")) {
      assertThatThrownBy(
              () -> encoder.bind(SCHEMA, new LabelColumn(wrong, items), DirtyValues.REFUSE))
          .isInstanceOf(SchemaException.class)
          .hasMessage(
              "source column '%s' is %s (for the label, expected one text or integer a row)",
              wrong, wrong.equals("number") ? "number" : "list of text");
    }
    assertThatThrownBy(() -> new LabelColumn("", items))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the label's field must not be blank, was ''");
  }

  @Test
  void allProblemsAreToldAtOnceAndEachOnce() {
    SourceSchema twice =
        new SourceSchema(
            List.of(
                new SourceField("n", ValueType.NUMBER, false),
                new SourceField("n", ValueType.TEXT, false),
                new SourceField("n", ValueType.TEXT, false)));
    FeatureEncoder encoder =
        FeatureEncoder.of(
            List.of(indicator(crossed(5, "b", "a", "b")), embedding(hashBucket("n", 5), 2)));
    assertThatThrownBy(() -> encoder.bind(twice, null, DirtyValues.REFUSE))
        .isInstanceOf(SchemaException.class)
        .hasMessage(
            "4 problems with the source:\n"
                + "  source column 'n' stands twice; rename one\n"
                + "  the source has no column 'b' (for column 'a_X_b_X_b_indicator', expected text"
                + " or integer); it has ['n', 'n', 'n']\n"
                + "  the source has no column 'a' (for column 'a_X_b_X_b_indicator', expected text"
                + " or integer); it has ['n', 'n', 'n']\n"
                + "  source column 'n' is number (for column 'n_embedding', expected text or"
                + " integer; bucketized makes categories of numbers)");
  }

  @Test
  void manyColumnsAreCheckedQuicklyAndNotAllListed() {
    List<SourceField> fields = new ArrayList<>();
    IntStream.range(0, 20_000)
        .forEach(i -> fields.add(new SourceField("c" + i, ValueType.TEXT, false)));
    assertThatThrownBy(
            () ->
                FeatureEncoder.of(List.of(numeric("x")))
                    .bind(new SourceSchema(fields), null, DirtyValues.REFUSE))
        .isInstanceOf(SchemaException.class)
        .hasMessageStartingWith("the source has no column 'x' (for column 'x', expected one number")
        .hasMessageEndingWith("'c28', 'c29', … and 19970 more]");
  }

  private static void refused(DenseColumn column, String message) {
    assertThatThrownBy(() -> bind(column)).isInstanceOf(SchemaException.class).hasMessage(message);
  }

  private static void bind(DenseColumn... columns) {
    FeatureEncoder.of(List.of(columns)).bind(SCHEMA, null, DirtyValues.REFUSE);
  }
}
