package org.hybridrec.features.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hybridrec.features.dataset.Tables.lines;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hybridrec.features.arrow.ArrowFiles;
import org.hybridrec.features.arrow.ArrowSource;
import org.hybridrec.features.source.CsvFiles;
import org.hybridrec.features.source.CsvSource;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.RowSource;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardsTest {

  @TempDir Path folder;

  private static RowSource<Integer> rows(int count) {
    return RowSource.rows(IntStream.range(0, count).boxed().toList())
        .text("titel", n -> n % 7 == 0 ? null : "Größe, \"" + n + "\"")
        .integer("n", n -> n)
        .number("half", n -> n / 2.0)
        .texts("list", n -> n % 3 == 0 ? List.of() : Arrays.asList("a", null, "ü" + n));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private StoredRows stored(ExampleSource rows) {
    StoredRows stored = new StoredRows(rows.schema(), folder);
    try (SourceReader reader = rows.open()) {
      for (SourceBatch batch = reader.next(); batch != null; batch = reader.next()) {
        for (int row = 0; row < batch.rowCount(); row++) {
          stored.add(batch, row);
        }
      }
    }
    stored.finish();
    return stored;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7})
  void arrowShardsInTheOrderOfTheirNamesAreTheRows(int count) {
    Shards shards = new Shards("train", ".arrows", count);

    List<Path> files = shards.write(rows(10_000), folder, ArrowFiles::write);

    List<String> read = new ArrayList<>();
    for (Path file : files) {
      List<String> part = lines(ArrowSource.of(file));
      assertThat(part).hasSizeBetween(10_000 / count, 10_000 / count + 1);
      read.addAll(part);
    }
    assertThat(read).isEqualTo(lines(rows(10_000)));
    assertThat(files).isEqualTo(shards.paths(folder)).hasSize(count);
  }

  @Test
  void csvShardsAreNamedAsBeamNamesThem() throws IOException {
    List<Path> files =
        new Shards("eval", ".csv.gz", 2)
            .write(rows(9).text("x", n -> "y"), folder, CsvFiles::write);

    assertThat(names()).containsExactly("eval-00000-of-00002.csv.gz", "eval-00001-of-00002.csv.gz");
    assertThat(lines(CsvSource.of(files.get(0)))).hasSize(4);
    assertThat(lines(SelectedColumns.of(CsvSource.of(files), List.of("titel", "n"))))
        .isEqualTo(lines(SelectedColumns.of(rows(9), List.of("titel", "n"))));
  }

  @Test
  void withFewerRowsThanFilesSomeHaveNone() {
    List<Path> files = new Shards("a", ".csv", 3).write(rows(2), folder, CsvFiles::write);

    assertThat(files.stream().map(file -> lines(CsvSource.of(file)).size()))
        .containsExactly(0, 1, 1);
  }

  @Test
  void storedRowsAreTheRowsFromAnyPlaceOn() {
    List<String> expected = lines(rows(3_000));
    try (StoredRows stored = stored(rows(3_000))) {
      assertThat(stored.schema()).isEqualTo(rows(0).schema());
      assertThat(stored.rowCount()).isEqualTo(3_000);
      assertThat(lines(stored)).isEqualTo(expected);
      assertThat(Tables.locations(stored)).isEqualTo(Tables.locations(rows(3_000)));
      for (int from : new int[] {0, 1, 1_023, 1_024, 1_025, 2_048, 2_999, 3_000}) {
        for (int to : new int[] {from, Math.min(from + 1_500, 3_000), 3_000}) {
          List<String> part = expected.subList(from, to);
          ExampleSource selected = SelectedColumns.of(stored, rows(0).schema().names());
          assertThat(lines(new RowRange(stored, from, to))).isEqualTo(part);
          assertThat(lines(new RowRange(selected, from, to))).isEqualTo(part);
          assertThat(lines(new RowRange(rows(3_000), from, to))).isEqualTo(part);
        }
      }
    }
  }

  @Test
  void storedRowsAreReadBySeveralReadersSideBySide() {
    try (StoredRows stored = stored(rows(2_500));
        SourceReader first = stored.open();
        SourceReader second = stored.open()) {
      first.next();
      second.next();
      SourceBatch a = first.next();
      SourceBatch b = second.next();
      assertThat(a.location(0)).isEqualTo(b.location(0)).isEqualTo("row 1024");
    }
  }

  @Test
  void aFailureDeletesTheShardsWrittenSoFar() throws IOException {
    ExampleSource rows =
        RowSource.rows(List.of(1, 2)).texts("list", n -> List.of(n == 1 ? "a" : "a|b"));

    assertThatThrownBy(() -> new Shards("a", ".csv", 2).write(rows, folder, CsvFiles::write))
        .hasMessage(
            "row 1, column 'list': a value in the list holds a '|', which separates values");

    assertThat(names()).isEmpty();
  }

  @Test
  void shardsOfAnEarlierSetInAnotherNumberAreRefused() throws IOException {
    new Shards("a", ".csv", 2).write(rows(3), folder, CsvFiles::write);
    new Shards("a", ".csv", 2).write(rows(4), folder, CsvFiles::write);
    new Shards("b", ".csv", 3).write(rows(4), folder, CsvFiles::write);

    assertThatThrownBy(() -> new Shards("a", ".csv", 3).write(rows(3), folder, CsvFiles::write))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            folder.resolve("a-00000-of-00002.csv")
                + " is of an earlier set of shards; delete that set before 3 new ones are written,"
                + " or choose another folder");
    assertThat(names()).hasSize(5);
  }

  @Test
  void namesAndCountsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new Shards("a/b", ".csv", 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "shards: name and extension may have letters, digits, '.', '-' and '_', and the name at"
                + " least one; were 'a/b' and '.csv'");
    assertThatThrownBy(() -> new Shards("", ".csv", 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Shards("a", ".csv", 0))
        .hasMessage("shards of 'a': count must be from 1 to 99999, was 0");
    assertThatThrownBy(() -> new Shards("a", ".csv", 100_000))
        .hasMessage("shards of 'a': count must be from 1 to 99999, was 100000");
  }
}
