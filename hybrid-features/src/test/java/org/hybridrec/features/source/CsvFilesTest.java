package org.hybridrec.features.source;

import static java.util.Arrays.asList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvFilesTest {

  @TempDir Path folder;

  private static ExampleSource texts(String name, List<String> values) {
    return RowSource.<List<String>>rows(values.stream().map(v -> asList(v)).toList())
        .text(name, row -> row.get(0));
  }

  private List<String> namesInFolder() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void everyTypeIsWrittenAsDocumented() throws IOException {
    ExampleSource source =
        RowSource.<Integer>rows(List.of(0, 1))
            .text("text", n -> n == 0 ? "Grüße, \"東京\" 😀\nzwei" : null)
            .integer("integer", n -> n == 0 ? Long.MIN_VALUE : null)
            .number("num,ber", n -> n == 0 ? 573.6 : Double.NaN)
            .texts("texts", n -> n == 0 ? asList("a", null, "b") : List.of())
            .integers("integers", n -> List.of(n, 7))
            .numbers("numbers", n -> List.of(0.5f, 1e300));
    Path file = folder.resolve("all.csv");

    assertThat(CsvFiles.write(source, file)).isEqualTo(2);

    assertThat(Files.readString(file))
        .isEqualTo(
            """
            text,integer,"num,ber",texts,integers,numbers
            "Grüße, ""東京"" 😀
            zwei",-9223372036854775808,573.6,a||b,0|7,0.5|1.0E300
            ,,NaN,,1|7,0.5|1.0E300
            """);
    assertThat(namesInFolder()).containsExactly("all.csv");
  }

  @Test
  void aNameThatEndsInGzIsCompressed() throws IOException {
    Path file = folder.resolve("t.csv.gz");
    CsvFiles.write(texts("t", List.of("ü")), file);

    try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("t\nü\n");
    }
    assertThat(Rows.of(CsvSource.of(file))).containsExactly(List.of("ü"));
  }

  @Test
  void missingCellsOfASingleColumnAreStillRows() {
    Path file = folder.resolve("one.csv");
    CsvFiles.write(texts("t", asList("a", null, "", "b")), file);

    assertThat(Rows.of(CsvSource.of(file)))
        .containsExactly(List.of("a"), asList((Object) null), asList((Object) null), List.of("b"));
  }

  @RepeatedTest(20)
  void whateverTextIsWrittenIsReadBack(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      rows.add(asList(randomCell(random), randomCell(random), randomCell(random)));
    }
    ExampleSource source =
        RowSource.<List<String>>rows(rows)
            .text("a", row -> row.get(0))
            .text("b", row -> row.get(1))
            .text("c", row -> row.get(2));
    Path file = folder.resolve(repetition.getCurrentRepetition() % 2 == 0 ? "r.csv" : "r.csv.gz");

    CsvFiles.write(source, file);

    List<List<Object>> expected = new ArrayList<>();
    rows.forEach(
        row -> expected.add(row.stream().map(c -> c.isEmpty() ? null : (Object) c).toList()));
    assertThat(Rows.of(CsvSource.of(file)))
        .as("seed %d", repetition.getCurrentRepetition())
        .isEqualTo(expected);
  }

  private static String randomCell(Random random) {
    String[] pieces = {
      "a", " ", ",", "\"", "\n", "\r", "\r\n", "ü", "ß", "日", "😀", "#", "|", ";", "\0", "\u2028"
    };
    StringBuilder cell = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      cell.append(pieces[random.nextInt(pieces.length)]);
    }
    return cell.toString();
  }

  @Test
  void aFileThatIsThereIsReplaced() throws IOException {
    Path file = Files.writeString(folder.resolve("t.csv"), "old");
    CsvFiles.write(texts("t", List.of("new")), file);

    assertThat(file).hasContent("t\nnew\n");
  }

  @Test
  void whatCannotBeWrittenIsRefusedAndNothingIsLeftBehind() throws IOException {
    Path file = Files.writeString(folder.resolve("t.csv"), "old");
    ExampleSource bars =
        RowSource.<String>rows(List.of("a", "b|c")).texts("tags", tag -> List.of("x", tag));

    assertThatThrownBy(() -> CsvFiles.write(texts("t", List.of("a", "x\uD83D")), file))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage("row 1, column 't': the text holds an unpaired surrogate");
    assertThatThrownBy(() -> CsvFiles.write(bars, file))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage(
            "row 1, column 'tags': a value in the list holds a '|', which separates values");
    assertThatThrownBy(() -> CsvFiles.write(MapSource.of(List.of()), file))
        .isInstanceOf(SchemaException.class)
        .hasMessage(file + ": a source without columns cannot be written");
    assertThat(file).hasContent("old");
    assertThat(namesInFolder()).containsExactly("t.csv");
  }

  @Test
  void aMissingFolderIsNamed() {
    Path file = folder.resolve("no").resolve("t.csv");

    assertThatThrownBy(() -> CsvFiles.write(texts("t", List.of("a")), file))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith(file + ": cannot be written: ");
  }
}
