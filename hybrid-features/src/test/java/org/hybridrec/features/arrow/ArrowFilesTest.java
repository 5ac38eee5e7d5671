package org.hybridrec.features.arrow;

import static java.util.Arrays.asList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.arrow.memory.RootAllocator;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.InvalidDataException;
import org.hybridrec.features.source.RowSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArrowFilesTest {

  private static final List<String> WORDS =
      asList("", "a", "Zürich", "日本語", "😀 emoji", "\u0000", "?", "\uFFFD", "a\nb", null);

  private final RootAllocator allocator = new RootAllocator(1 << 26);

  @TempDir Path directory;

  private record Row(String text, Long integer, Double number, List<String> texts, List<Long> ids) {

    static Row random(Random random) {
      return new Row(
          word(random),
          random.nextInt(5) == 0 ? null : random.nextLong(),
          random.nextInt(5) == 0 ? null : random.nextGaussian(),
          Stream.generate(() -> word(random)).limit(random.nextInt(4)).toList(),
          Stream.generate(() -> random.nextInt(4) == 0 ? null : random.nextLong())
              .limit(random.nextInt(4))
              .toList());
    }

    private static String word(Random random) {
      return WORDS.get(random.nextInt(WORDS.size()));
    }
  }

  @AfterEach
  void nothingStaysAllocatedAndNoTemporaryFileStays() throws IOException {
    assertThat(allocator.getAllocatedMemory()).isZero();
    allocator.close();
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).noneMatch(file -> file.toString().endsWith(".tmp"));
    }
  }

  private static ExampleSource source(List<Row> rows) {
    return RowSource.rows(rows)
        .text("text", Row::text)
        .integer("integer", Row::integer)
        .number("number", Row::number)
        .texts("texts", Row::texts)
        .integers("ids", Row::ids);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 8, 9, 63, 64, 65, 5_000})
  void whatIsWrittenIsReadBackByUsAndByArrowsOwnReader(int rowCount) throws IOException {
    Random random = random(rowCount);
    ExampleSource source =
        source(Stream.generate(() -> Row.random(random)).limit(rowCount).toList());
    Path plain = directory.resolve("plain.arrows");
    Path encoded = directory.resolve("encoded.arrows");

    ArrowFiles.write(source, plain);
    ArrowFiles.write(source, encoded, "text", "texts");

    Map<String, List<Object>> expected = Table.of(source);
    assertThat(ArrowSource.stream(plain).schema()).isEqualTo(source.schema());
    assertThat(ArrowSource.stream(encoded).schema()).isEqualTo(source.schema());
    assertThat(Table.of(ArrowSource.stream(plain))).isEqualTo(expected);
    assertThat(Table.of(ArrowSource.stream(encoded))).isEqualTo(expected);
    assertThat(Table.batchSizes(ArrowSource.of(plain))).isEqualTo(Table.batchSizes(source));
    assertThat(ArrowJava.read(plain, allocator)).isEqualTo(expected);
    Map<String, List<Object>> decoded = ArrowJava.read(encoded, allocator);
    assertThat(decoded.get("text")).isEqualTo(expected.get("text"));
    assertThat(decoded.get("ids")).isEqualTo(expected.get("ids"));
  }

  private static Random random(int seed) {
    return new Random(seed);
  }

  @Test
  void aMissingCellIsNullAndAMissingListIsEmpty() throws IOException {
    Path file = directory.resolve("missing.arrows");

    ArrowFiles.write(source(List.of(new Row(null, null, null, null, null))), file);

    assertThat(ArrowJava.read(file, allocator))
        .containsExactly(
            entry("text", asList((Object) null)),
            entry("integer", asList((Object) null)),
            entry("number", asList((Object) null)),
            entry("texts", List.of(List.of())),
            entry("ids", List.of(List.of())));
  }

  @Test
  void aDictionaryMakesTheFileSmaller() throws IOException {
    ExampleSource source =
        RowSource.rows(Collections.nCopies(1_000, "a long category name"))
            .text("category", row -> row);
    Path plain = directory.resolve("plain.arrows");
    Path encoded = directory.resolve("encoded.arrows");

    ArrowFiles.write(source, plain);
    ArrowFiles.write(source, encoded, "category");

    assertThat(Files.size(plain)).isBetween(24_000L, 25_000L);
    assertThat(Files.size(encoded)).isBetween(4_000L, 5_000L);
  }

  @Test
  void theSameRowsGiveTheSameBytes() throws IOException {
    List<Row> rows = new ArrayList<>();
    Random random = random(3);
    for (int i = 0; i < 100; i++) {
      rows.add(Row.random(random));
    }
    Path first = directory.resolve("first.arrows");
    Path second = directory.resolve("second.arrows");

    ArrowFiles.write(source(rows), first, "texts", "text");
    ArrowFiles.write(source(rows), second, "text", "texts");

    assertThat(second).hasSameBinaryContentAs(first);
  }

  @Test
  void unknownAndWronglyTypedDictionaryColumnsAreRefused() {
    ExampleSource source = source(List.of());
    Path file = directory.resolve("never.arrows");

    assertThatThrownBy(() -> ArrowFiles.write(source, file, "x\n"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "column 'x\\u000a': cannot be dictionary-encoded, it is not in the source;"
                + " only text can be");
    assertThatThrownBy(() -> ArrowFiles.write(source, file, "ids"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "column 'ids': cannot be dictionary-encoded, it holds list of integer;"
                + " only text can be");
    assertThat(file).doesNotExist();
  }

  @Test
  void aFailureLeavesTheOldFileAsItWas() throws IOException {
    Path file = directory.resolve("views.arrows");
    ArrowFiles.write(source(List.of(new Row("old", 1L, 1.0, List.of(), List.of()))), file);
    byte[] old = Files.readAllBytes(file);
    ExampleSource failing =
        RowSource.rows(List.of(1, 2))
            .text(
                "text",
                row -> {
                  if (row == 2) {
                    throw new IllegalStateException("row 2 is broken");
                  }
                  return "new";
                });

    assertThatThrownBy(() -> ArrowFiles.write(failing, file))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("row 2 is broken");
    assertThat(file).hasBinaryContent(old);
  }

  @Test
  void anUnpairedSurrogateIsRefusedWithItsRow() {
    ExampleSource source = RowSource.rows(List.of("fine?", "bad\uD800")).text("title", row -> row);
    Path file = directory.resolve("never.arrows");

    assertThatThrownBy(() -> ArrowFiles.write(source, file))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage(
            "row 1, column 'title' holds an unpaired surrogate, which no UTF-8 can express;"
                + " remove it");
    assertThatThrownBy(() -> ArrowFiles.write(source, file, "title"))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage(
            "'bad\\ud800' holds an unpaired surrogate, which no UTF-8 can express; remove it");
    assertThat(file).doesNotExist();
  }

  @Test
  void aSourceThatChangesBetweenItsTwoPassesIsRefused() {
    AtomicInteger calls = new AtomicInteger();
    ExampleSource source =
        RowSource.rows(List.of(1)).text("text", row -> "call " + calls.incrementAndGet());

    assertThatThrownBy(() -> ArrowFiles.write(source, directory.resolve("never.arrows"), "text"))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage(
            "the source gave other rows when it was opened again; a source must always give the"
                + " same");
  }

  @Test
  void aFolderThatDoesNotExistIsAnInputOutputError() {
    Path file = directory.resolve("nowhere").resolve("views.arrows");

    assertThatThrownBy(() -> ArrowFiles.write(source(List.of()), file))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith(file + ": cannot be written (java.nio.file.NoSuchFileException");
  }
}
