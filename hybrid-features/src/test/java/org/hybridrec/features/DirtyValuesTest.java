package org.hybridrec.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hybridrec.features.FeatureColumns.bucketized;
import static org.hybridrec.features.FeatureColumns.crossed;
import static org.hybridrec.features.FeatureColumns.field;
import static org.hybridrec.features.FeatureColumns.hashBucket;
import static org.hybridrec.features.FeatureColumns.identity;
import static org.hybridrec.features.FeatureColumns.indicator;
import static org.hybridrec.features.FeatureColumns.numeric;
import static org.hybridrec.features.FeatureColumns.textEmbedding;
import static org.hybridrec.features.FeatureColumns.vocabulary;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hybridrec.features.source.CsvSource;
import org.hybridrec.features.source.InvalidDataException;
import org.hybridrec.features.source.MapRows;
import org.hybridrec.features.source.MapSource;
import org.hybridrec.features.text.TextEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values that cannot be used: refused with their place while fitting, counted afterwards. */
class DirtyValuesTest {

  private static final String NUMBER = "; leave the cell empty where there is none";

  @Test
  void numbersThatAreNone() {
    DenseColumn number = numeric("n");
    dirty(number, "n", Double.NaN, "expected a finite number, was NaN" + NUMBER);
    dirty(number, "n", Float.NEGATIVE_INFINITY, "expected a finite number, was -Infinity" + NUMBER);
    dirty(number, "n", 1e39, "expected a finite number, was 1.0E39" + NUMBER);
    for (String text :
        List.of("abc", "1f", "0x1p3", "NaN", "Infinity", "1,5", "1 2", "--1", "e", ".")) {
      dirty(number, "n", text, "expected a finite number, was '" + text + "'" + NUMBER);
      dirty(
          indicator(bucketized(numeric("n"), 0)),
          "n",
          text,
          "expected a finite number, was '" + text + "'" + NUMBER);
    }
    dirty(number, "n", "1e999", "expected a finite number, was '1e999'" + NUMBER);
    dirty(
        numeric(field("n").split("|").at(1)),
        "n",
        "1|x",
        "expected a finite number, was 'x'" + NUMBER);
    dirty(
        numeric(field("n").at(1)),
        "n",
        List.of(1.0, Double.POSITIVE_INFINITY),
        "expected a finite number, was Infinity" + NUMBER);
  }

  @Test
  void numbersWrittenAsText() {
    List<String> numbers = List.of("1", " 1.0", "+1\t", "1e0", "10E-1", "0.1e+1", "1.", "01");
    for (String text : numbers) {
      Map<String, Object> row = Encoded.row("n", text);
      assertThat(Encoded.fitting(List.of(row), numeric("n")).rows())
          .containsExactly(List.of("[1.0]"))
          .isEqualTo(Encoded.serving(List.of(row), numeric("n")).rows());
    }
    Map<String, Object> blank = Encoded.row("n", " \t");
    Encoded missing = Encoded.fitting(List.of(blank), numeric("n").withDefault(2));
    assertThat(missing.rows()).containsExactly(List.of("[2.0]"));
    assertThat(Encoded.serving(List.of(blank), numeric("n").withDefault(2))).isEqualTo(missing);
  }

  @Test
  void aNumberIsRoundedOnceWhetherItComesAsTextOrNot() {
    // Halfway between two floats but for the last digits: through double it rounds to even.
    String text = "1.00000017881393432617187499";
    List<Map<String, Object>> row = List.of(Encoded.row("n", text));
    List<Map<String, Object>> number = List.of(Encoded.row("n", Double.valueOf(text)));
    assertThat(Encoded.fitting(row, numeric("n")))
        .isEqualTo(Encoded.serving(row, numeric("n")))
        .isEqualTo(Encoded.fitting(number, numeric("n")))
        .isEqualTo(Encoded.serving(number, numeric("n")));
  }

  @Test
  void textThatIsNoUnicodeOrTooLong() {
    String surrogate = "the text 'a\\ud83d' holds an unpaired surrogate; repair the source";
    String tooLong =
        "the text has 1048576 bytes of UTF-8, allowed are 65536; cut it or leave the"
            + " cell empty";
    for (DenseColumn column :
        List.of(
            indicator(hashBucket("t", 5)),
            indicator(vocabulary("t", Vocabulary.of("x")).withOovBuckets(2)),
            indicator(crossed(5, "t", "t")),
            indicator(hashBucket(field("t").words(), 5)),
            textEmbedding("t", TextEncoder.hashed(4, 1)))) {
      int times = column.fields().size();
      dirty(column, "t", "a\ud83d", surrogate, times);
      dirty(column, "t", "a\ud83d".repeat(2), surrogate.replace("83d'", "83da\\ud83d'"), times);
      dirty(column, "t", "x".repeat(1 << 20), tooLong, times);
    }
  }

  @Test
  void textOf64KibibytesIsTheLongestInAnyScript() {
    DenseColumn column = indicator(hashBucket("t", 5));
    for (String letter : List.of("x", "ö", "語", "😀")) {
      int bytes = letter.equals("x") ? 1 : letter.equals("ö") ? 2 : letter.equals("語") ? 3 : 4;
      String longest = letter.repeat(65_536 / bytes) + "x".repeat(65_536 % bytes);
      Encoded fine = Encoded.fitting(List.of(Encoded.row("t", longest)), column);
      assertThat(fine.report().column("t_indicator").missing()).isZero();
      dirty(
          column,
          "t",
          longest + "x",
          "the text has 65537 bytes of UTF-8, allowed are 65536; cut it or leave the cell empty");
    }
  }

  @Test
  void idsThatAreNoWholeNumber() {
    DenseColumn column = indicator(identity("i", 5).withDefault(4));
    for (String text : List.of("x", "1.0", "1e0", "9223372036854775808", "-")) {
      dirty(column, "i", text, "expected a whole number of 64 bits, was '" + text + "'");
    }
    Encoded fine = Encoded.fitting(List.of(Encoded.row("i", " 3 "), Encoded.row("i", " ")), column);
    assertThat(fine.rows()).containsExactly(List.of("[3]"), List.of("[]"));
    assertThat(fine.report().column("i_indicator").unknown()).isZero();
  }

  @Test
  void weightsThatAreNoneOrTooManyOrTooFew() {
    DenseColumn column = indicator(hashBucket(field("v").weightedBy("w"), 5));
    for (double weight : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY, 1e39}) {
      dirty(
          column,
          Encoded.row("v", List.of("a", "b"), "w", List.of(1.0, weight)),
          "v",
          "weight 1 in 'w' must be a finite number of at least 0",
          1);
    }
    for (List<Double> weights : List.of(List.of(1.0), List.of(1.0, 1.0, 1.0))) {
      dirty(
          column,
          Encoded.row("v", List.of("a", "b"), "w", weights),
          "v",
          "the row has 2 values here and "
              + weights.size()
              + " weights in 'w'; give each value one",
          1);
    }
    dirty(
        indicator(hashBucket(field("v").weightedBy("w").at(0), 5)),
        Encoded.row("v", "a", "w", null),
        "v",
        "the row has 1 values here and 0 weights in 'w'; give each value one",
        1);
    dirty(
        indicator(hashBucket(field("v").split("|").weightedBy("w"), 5)),
        Encoded.row("v", "a|b", "w", "1|x"),
        "v",
        "weight 1 in 'w' must be a finite number of at least 0",
        1);
  }

  @Test
  void crossesOfTooMuch() {
    List<String> many = IntStream.range(0, 300).mapToObj(i -> "v" + i).toList();
    DenseColumn cross = indicator(crossed(50, "a", "b", "c"));
    dirty(
        cross,
        Encoded.row("a", many, "b", many, "c", "x"),
        "a_X_b_X_c",
        "the row has 90000 combinations or more, allowed are 65536; take fewer values with"
            + " field(…).at(i)",
        1);
    List<String> fewer = many.subList(0, 256);
    Encoded most = Encoded.fitting(List.of(Encoded.row("a", fewer, "b", fewer, "c", "x")), cross);
    assertThat(most.rows().get(0).get(0).split(",")).hasSize(65_536);
  }

  @Test
  void theDirtyValueAmongOthersIsMissingAndTheOthersStay() {
    Vocabulary letters = Vocabulary.of("a", "b");
    DenseColumn column = indicator(vocabulary(field("v").weightedBy("w"), letters));
    Map<String, Object> row =
        Encoded.row("v", List.of("a", "\ud83d", "b"), "w", List.of(1.0, 2.0, 3.0));
    Encoded served = Encoded.serving(List.of(row), column);
    assertThat(served.rows()).containsExactly(List.of("[0*1.0, 1*3.0]"));
    assertThat(served.report().column("v_indicator"))
        .isEqualTo(new ColumnReport("v_indicator", 1, 0, 0, 0, 1, 0, 0));
    Map<String, Object> mixed =
        Encoded.row("v", Arrays.asList("a", 1.5, null, Map.of()), "w", List.of(1, 1, 1, 1));
    assertThat(Encoded.serving(List.of(mixed), column).rows()).containsExactly(List.of("[0*1.0]"));
  }

  @Test
  void aDefaultStandsInForADirtyValueThatIsCounted() {
    DenseColumn author = indicator(vocabulary(field("a").withDefault("x"), Vocabulary.of("x")));
    DenseColumn price = numeric("p").withDefault(3);
    for (Object dirty : Arrays.asList(1.5, Map.of(), "\udc00", List.of(true))) {
      Encoded served =
          Encoded.serving(List.of(Encoded.row("a", dirty, "p", new Object())), author, price);
      assertThat(served.rows()).containsExactly(List.of("[0]", "[3.0]"));
      assertThat(served.report().columns())
          .containsExactly(
              new ColumnReport("a_indicator", 1, 0, 1, 0, 1, 0, 0),
              new ColumnReport("p", 1, 0, 1, 0, 1, 0, 0));
    }
  }

  @Test
  void rowsOfAnotherKindThanTheirColumnAreToldSo() {
    FeatureEncoder encoder = FeatureEncoder.of(List.of(indicator(hashBucket("v", 5))));
    BoundEncoder refusing = encoder.bind(encoder.servingSchema(), null, DirtyValues.REFUSE);
    MapRows rows = MapRows.of(encoder.servingSchema(), List.of(Encoded.row("v", 0.5)));
    assertThatThrownBy(() -> refusing.encode(rows))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage(
            "row 0, column 'v': holds a value that is neither text nor a whole number; send one of"
                + " these");
  }

  @Test
  void theLineOfAFileIsNamed(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("rows.csv");
    String rows = IntStream.range(0, 5_000).mapToObj(i -> i + "\n").collect(Collectors.joining());
    Files.writeString(file, "n\n" + rows + "five\n");
    assertThatThrownBy(() -> Encoded.fitting(CsvSource.of(file), numeric("n")))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage(file + " line 5002, column 'n': expected a finite number, was 'five'" + NUMBER);
  }

  @Test
  void columnsThatNobodyReadsMayHoldAnything() {
    Map<String, Object> row = Encoded.row("n", 1, "other", "\ud83d", "another", List.of());
    assertThat(Encoded.fitting(List.of(row), numeric("n")).rows())
        .containsExactly(List.of("[1.0]"));
  }

  private static void dirty(DenseColumn column, String name, Object value, String problem) {
    dirty(column, name, value, problem, 1);
  }

  private static void dirty(
      DenseColumn column, String name, Object value, String problem, int times) {
    dirty(column, Encoded.row(name, value), name, problem, times);
  }

  private static void dirty(
      DenseColumn column, Map<String, Object> row, String where, String problem, int times) {
    MapSource source = MapSource.of(List.of(row));
    assertThatThrownBy(() -> Encoded.fitting(source, column))
        .isExactlyInstanceOf(InvalidDataException.class)
        .hasMessage("row 0, column '" + where + "': " + problem);
    Encoded counted = Encoded.source(source, DirtyValues.COUNT, column);
    ColumnReport report = counted.report().column(column.name());
    assertThat(report.invalid()).isEqualTo(times);
    assertThat(report.missing()).isEqualTo(1);
    assertThat(report.unknown() + report.defaulted()).isZero();
    assertThat(counted.rows().get(0).get(0).replace("0.0", "").replace(", ", "")).isEqualTo("[]");
    assertThat(Encoded.serving(List.of(row), column).rows()).isEqualTo(counted.rows());
  }
}
