package org.hybridrec.features.source;

import static java.util.Arrays.asList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvSourceTest {

  @TempDir Path folder;

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private Path file(String name, byte[]... parts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.write(part);
    }
    return Files.write(folder.resolve(name), bytes.toByteArray());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(utf8(text));
    }
    return bytes.toByteArray();
  }

  @Test
  void theFirstLineNamesTheColumnsAndCellsAreText() throws IOException {
    Path file = file("v.csv", "id,title,months\n299826767,Über Öl,574\n007,東京 😀,5.5\n");
    CsvSource source = CsvSource.of(file);

    assertThat(source.schema().fields())
        .containsExactly(
            new SourceField("id", ValueType.TEXT, false),
            new SourceField("title", ValueType.TEXT, false),
            new SourceField("months", ValueType.TEXT, false));
    assertThat(Rows.of(source))
        .containsExactly(List.of("299826767", "Über Öl", "574"), List.of("007", "東京 😀", "5.5"));
    assertThat(Rows.locations(source)).containsExactly(file + " line 2", file + " line 3");
  }

  @Test
  void quotesSeparatorsAndLineBreaksMayStandInCells() throws IOException {
    Path file = file("q.csv", "a,b\n\"x,\"\"y\"\"\",\"one\r\ntwo\n\nfour\"\n\"\"\"z\"\"\",last");
    CsvSource source = CsvSource.of(file);

    assertThat(Rows.of(source))
        .containsExactly(List.of("x,\"y\"", "one\r\ntwo\n\nfour"), List.of("\"z\"", "last"));
    assertThat(Rows.locations(source)).containsExactly(file + " line 2", file + " line 6");
  }

  @Test
  void emptyCellsAreMissingQuotedOrNotAndBlanksAreKept() throws IOException {
    CsvSource source = CsvSource.of(file("e.csv", "a,b,c\n,\"\", \n"));

    assertThat(Rows.of(source)).containsExactly(asList(null, null, " "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void blankLinesAreSkippedWhateverEndsALine(String end) throws IOException {
    Path file = file("l.csv", String.join(end, "", "a,b", "", "1,2", "", "", "3,4", "", ""));
    CsvSource source = CsvSource.of(file);

    assertThat(Rows.of(source)).containsExactly(List.of("1", "2"), List.of("3", "4"));
    assertThat(Rows.locations(source)).containsExactly(file + " line 4", file + " line 7");
  }

  @Test
  void aGivenHeaderMakesEveryLineARow() throws IOException {
    CsvSource source = CsvSource.of(file("h.csv", "1,2\n3,4\n")).withHeader("x", "y");

    assertThat(source.schema().names()).containsExactly("x", "y");
    assertThat(Rows.of(source)).containsExactly(List.of("1", "2"), List.of("3", "4"));
  }

  @Test
  void anotherSeparatorCanBeGiven() throws IOException {
    Path file = file("s.tsv", "a\tb\n1,5\t2\n");

    assertThat(Rows.of(CsvSource.of(file).withSeparator('\t')))
        .containsExactly(List.of("1,5", "2"));
  }

  @ParameterizedTest
  @ValueSource(chars = {'"', '\n', '\r'})
  void aQuoteOrALineBreakSeparatesNothing(char character) {
    assertThatThrownBy(() -> CsvSource.of(Path.of("x.csv")).withSeparator(character))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "separator: must not be a quote or a line break, was "
                + Quoted.of(String.valueOf(character)));
  }

  @Test
  void aByteOrderMarkIsSkippedInEveryFileAndOnlyAtTheStart() throws IOException {
    Path one = file("1.csv", "\uFEFFa,b\nü,\uFEFFx\n");
    Path two = file("2.csv", "\uFEFFa,b\nö,y\n");

    CsvSource source = CsvSource.of(one, two);

    assertThat(source.schema().names()).containsExactly("a", "b");
    assertThat(Rows.of(source)).containsExactly(List.of("ü", "\uFEFFx"), List.of("ö", "y"));
  }

  @Test
  void severalFilesAreOneSourceWhereverTheyAreCompressed() throws IOException {
    Path plain = file("1.csv", "a,b\n1,ä\n");
    Path empty = file("2.csv", "a,b\n");
    Path packed = file("3.CSV.GZ", gzip("a,b\r\n3,日本\r\n"), gzip("4,d\n"));

    CsvSource source = CsvSource.of(List.of(plain, empty, packed));

    assertThat(Rows.of(source))
        .containsExactly(List.of("1", "ä"), List.of("3", "日本"), List.of("4", "d"));
    assertThat(Rows.locations(source))
        .containsExactly(plain + " line 2", packed + " line 2", packed + " line 3");
  }

  @Test
  void filesThatDisagreeInTheirHeadersAreAllNamed() throws IOException {
    Path one = file("1.csv", "a,b\n1,2\n");
    Path two = file("2.csv", "b,a\n1,2\n");
    Path three = file("3.csv", "a,b\n1,2\n");
    Path four = file("4.csv", "a\n1\n");

    assertThatThrownBy(() -> CsvSource.of(one, two, three, four).open())
        .isInstanceOf(SchemaException.class)
        .hasMessage(
            "2 problems with the source:\n  %s: the header is ['b', 'a'], in %s it is ['a', 'b'];"
                    .formatted(two, one)
                + " all files must have the same\n  %s: the header is ['a'], in %s it is ['a', 'b'];"
                    .formatted(four, one)
                + " all files must have the same");
  }

  @Test
  void aNameThatStandsTwiceStaysInTheSchema() throws IOException {
    assertThat(CsvSource.of(file("d.csv", "a,b,a\n1,2,3\n")).schema().names())
        .containsExactly("a", "b", "a");
  }

  @Test
  void aFileWithoutRowsIsAnEmptySource() throws IOException {
    assertThat(Rows.of(CsvSource.of(file("n.csv", "a,b")))).isEmpty();
    assertThat(Rows.of(CsvSource.of(file("0.csv", "")).withHeader("a"))).isEmpty();
  }

  @Test
  void aFileWithoutAHeaderIsRefused() throws IOException {
    Path file = file("0.csv", "\n\n");

    assertThatThrownBy(() -> CsvSource.of(file).schema())
        .isInstanceOf(SchemaException.class)
        .hasMessage(
            file + ": is empty; the first line must name the columns, where no header is given");
  }

  @Test
  void noFilesAndNoNamesAreRefused() {
    assertThatThrownBy(() -> CsvSource.of())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("files: there must be at least 1, were 0");
    assertThatThrownBy(() -> CsvSource.of(Path.of("x.csv")).withHeader())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("header: there must be at least 1 name, were 0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "1,2,3"})
  void aRaggedRowIsRefusedWithFileAndLine(String row) throws IOException {
    Path file = file("r.csv", "a,b\n1,\"x\ny\"\n\n" + row + "\n");

    assertThatThrownBy(() -> Rows.of(CsvSource.of(file)))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage(
            "%s line 5: the row has %d cells, the header 2; every row must have as many as the header"
                .formatted(file, row.split(",").length));
  }

  @Test
  void bytesThatAreNotUtf8AreRefusedWithFileAndLine() throws IOException {
    byte[] latin1 = "grün".getBytes(StandardCharsets.ISO_8859_1);
    Path file = file("l.csv", utf8("a,b\n1,ü\r\n2,"), latin1, utf8("\n3,x\n"));

    assertThatThrownBy(() -> Rows.of(CsvSource.of(file)))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage(file + " line 3: bytes FC are not UTF-8; convert the file to UTF-8");
  }

  @Test
  void brokenUtf8FarBehindIsFoundAtItsLine() throws IOException {
    byte[] rows = utf8("1,äöü😀\r\n".repeat(100_000));
    Path file =
        file(
            "far.csv",
            utf8("a,b\r\n"),
            rows,
            new byte[] {'2', ',', (byte) 0xED, (byte) 0xA0, (byte) 0x80});

    assertThatThrownBy(() -> Rows.of(CsvSource.of(file)))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage(file + " line 100002: bytes ED A0 80 are not UTF-8; convert the file to UTF-8");
  }

  @Test
  void aCharacterCutOffAtTheEndIsRefused() throws IOException {
    byte[] emoji = utf8("😀");
    Path file = file("cut.csv", utf8("a\n"), Arrays.copyOf(emoji, 3));

    assertThatThrownBy(() -> Rows.of(CsvSource.of(file)))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage(file + " line 2: bytes F0 9F 98 are not UTF-8; convert the file to UTF-8");
  }

  @Test
  void charactersAcrossTheEdgesOfBuffersSurvive() throws IOException {
    for (int shift = 0; shift < 4; shift++) {
      String cell = "x".repeat((1 << 15) - 4 + shift) + "😀ü日".repeat(20_000);
      CsvSource source = CsvSource.of(file("edge.csv", "a\n" + cell + "\n"));

      assertThat(Rows.of(source)).containsExactly(List.of(cell));
    }
  }

  @Test
  void aQuoteThatNeverClosesIsRefused() throws IOException {
    Path file = file("u.csv", "a,b\n1,2\n3,\"x\n4,5\n");

    assertThatThrownBy(() -> Rows.of(CsvSource.of(file)))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage(
            file
                + ": Unclosed quoted field at end of input (record starting at line 3);"
                + " a quote within a quoted cell is written twice");
  }

  @Test
  void aCellOfAMegabyteIsPassedOn() throws IOException {
    String cell = "ü\"".repeat(500_000);
    Path file = file("m.csv", "a,b\n\"" + cell.replace("\"", "\"\"") + "\",1\n");

    assertThat(Rows.of(CsvSource.of(file))).containsExactly(List.of(cell, "1"));
  }

  @Test
  void rowsComeInFullBatches() throws IOException {
    CsvSource source = CsvSource.of(file("b.csv", "a\n" + "x\n".repeat(10_000)));
    List<Integer> sizes = new ArrayList<>();
    try (SourceReader reader = source.open()) {
      for (SourceBatch batch = reader.next(); batch != null; batch = reader.next()) {
        sizes.add(batch.rowCount());
      }
      assertThat(reader.next()).isNull();
    }

    assertThat(sizes).containsExactly(4_096, 4_096, 1_808);
  }

  @Test
  void aClosedReaderHasNoMoreRows() throws IOException {
    SourceReader reader = CsvSource.of(file("c.csv", "a\n" + "x\n".repeat(10_000))).open();
    assertThat(reader.next()).isNotNull();
    reader.close();
    reader.close();

    assertThat(reader.next()).isNull();
  }

  @Test
  void aMissingFileIsFoundBeforeAnyRowIsRead() throws IOException {
    Path there = file("1.csv", "1\n");
    Path missing = folder.resolve("2.csv");

    assertThatThrownBy(() -> CsvSource.of(there, missing).withHeader("a").open())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(missing + ": there is no such file")
        .hasCauseInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> CsvSource.of(missing).schema())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(missing + ": there is no such file")
        .hasCauseInstanceOf(NoSuchFileException.class);
  }

  @Test
  void aGzipFileThatIsNoneOrIsCutOffIsRefusedByName() throws IOException {
    Path none = file("none.csv.gz", "a,b\n1,2\n");
    byte[] whole = gzip("a,b\n" + "1,2\n".repeat(1_000));
    Path cut = file("cut.csv.gz", Arrays.copyOf(whole, whole.length - 10));

    assertThatThrownBy(() -> Rows.of(CsvSource.of(none)))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(none + ": cannot be read: Not in GZIP format");
    assertThatThrownBy(() -> Rows.of(CsvSource.of(cut)))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(cut + ": cannot be read: Unexpected end of ZLIB input stream");
  }
}
