package org.hybridrec.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hybridrec.features.FeatureColumns.field;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hybridrec.features.source.InvalidDataException;
import org.hybridrec.features.source.MapSource;
import org.hybridrec.features.source.SchemaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VocabularyTest {

  @TempDir Path directory;

  @Test
  void theIdIsThePlaceInTheListAndNothingElseIsKnown() {
    Vocabulary vocabulary = Vocabulary.of("b", "a", "Ä");
    assertThat(vocabulary.size()).isEqualTo(3);
    assertThat(vocabulary.values()).containsExactly("b", "a", "Ä");
    for (int id = 0; id < 3; id++) {
      assertThat(vocabulary.indexOf(vocabulary.value(id))).isEqualTo(id);
    }
    for (String unknown : List.of("", "A", "ä", "A\u0308", " a", "a ")) {
      assertThat(vocabulary.indexOf(unknown)).isEqualTo(-1);
    }
    assertThatThrownBy(() -> vocabulary.value(3)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> vocabulary.values().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThat(vocabulary)
        .isEqualTo(Vocabulary.of(List.of("b", "a", "Ä")))
        .hasSameHashCodeAs(Vocabulary.of("b", "a", "Ä"))
        .isNotEqualTo(Vocabulary.of("a", "b", "Ä"))
        .hasToString("Vocabulary of 3");
  }

  @Test
  void aListThatChangesLaterDoesNotChangeTheVocabulary() {
    List<String> values = new ArrayList<>(List.of("a", "b"));
    Vocabulary vocabulary = Vocabulary.of(values);
    values.set(0, "c");
    assertThat(vocabulary.values()).containsExactly("a", "b");
  }

  @Test
  void listsThatAreNone() {
    refused("vocabulary: at least 1 value is needed, had none", () -> Vocabulary.of());
    refused(
        "vocabulary: entry 1 is blank; remove it, missing is no value",
        () -> Vocabulary.of("a", " \t"));
    refused(
        "vocabulary: 'b' stands at entry 1 and again at entry 3; every value stands once",
        () -> Vocabulary.of("a", "b", "c", "b"));
    refused(
        "vocabulary: entry 0, 'x\\ud83d', holds an unpaired surrogate; repair it",
        () -> Vocabulary.of("x\ud83d"));
    refused("vocabulary: at least 1 value is needed, had none", () -> ItemIndex.of(List.of()));
  }

  @Test
  void theMostFrequentComesFirstAndTiesStandByCodePoint() {
    // By UTF-16 unit the emoji would stand before U+FF21.
    List<String> values =
        List.of("😀", "\uff21", "b", "😀x", "ab", "a", "often", "often", "B", "\uff21", "😀");
    List<String> expected = List.of("often", "\uff21", "😀", "B", "a", "ab", "b", "😀x");
    for (int seed = 0; seed < 50; seed++) {
      List<Map<String, Object>> rows = new ArrayList<>();
      values.forEach(value -> rows.add(Encoded.row("v", value)));
      Collections.shuffle(rows, new Random(seed));
      assertThat(Vocabulary.of(MapSource.of(rows), "v").values()).isEqualTo(expected);
      assertThat(ItemIndex.of(MapSource.of(rows), "v").ids()).isEqualTo(expected);
    }
  }

  @Test
  void thousandsOfValuesStandAsAPlainCountSays() {
    Random random = new Random(3);
    List<Map<String, Object>> rows = new ArrayList<>();
    Map<String, Integer> counts = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      String value = Character.toString(0x4e00 + (int) Math.abs(random.nextGaussian() * 900));
      counts.merge(value, 1, Integer::sum);
      rows.add(Encoded.row("v", value));
    }
    List<String> expected = new ArrayList<>(counts.keySet());
    expected.sort(
        Comparator.comparing((String value) -> -counts.get(value))
            .thenComparing(
                value -> value.getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned));
    assertThat(Vocabulary.of(MapSource.of(rows), "v").values()).isEqualTo(expected);
  }

  @Test
  void theFieldSaysWhatAValueIs() {
    List<Map<String, Object>> rows =
        List.of(
            Encoded.row("tags", "a|b||a", "id", 7, "list", Arrays.asList("x", null, "y")),
            Encoded.row("tags", null, "id", null, "list", List.of("", "y", " ")),
            Encoded.row("tags", "", "id", 12L, "list", null));
    MapSource source = MapSource.of(rows);
    assertThat(Vocabulary.of(source, field("tags").split("|")).values()).containsExactly("a", "b");
    assertThat(Vocabulary.of(source, field("tags").split("|").at(1)).values()).containsExactly("b");
    assertThat(Vocabulary.of(source, field("tags").withDefault("-")).values())
        .containsExactly("-", "a|b||a");
    assertThat(Vocabulary.of(source, "id").values()).containsExactly("12", "7");
    assertThat(Vocabulary.of(source, "list").values()).containsExactly("y", "x");
  }

  @Test
  void aSourceThatGivesNoVocabulary() {
    MapSource source =
        MapSource.of(
            List.of(
                Encoded.row("nothing", " ", "number", 0.5, "dirty", "x"),
                Encoded.row("nothing", null, "number", null, "dirty", "\ud83d")));
    assertThatThrownBy(() -> Vocabulary.of(source, "nothing"))
        .isExactlyInstanceOf(InvalidDataException.class)
        .hasMessage("field 'nothing' has no value in any row: nothing to list");
    assertThatThrownBy(() -> Vocabulary.of(source, "dirty"))
        .isExactlyInstanceOf(InvalidDataException.class)
        .hasMessage(
            "row 1, column 'dirty': the text '\\ud83d' holds an unpaired surrogate; repair the"
                + " source");
    assertThatThrownBy(() -> Vocabulary.of(source, "number"))
        .isExactlyInstanceOf(SchemaException.class)
        .hasMessage(
            "source column 'number' is number (for field 'number', expected text or integer; bucketized"
                + " makes categories of numbers)");
    assertThatThrownBy(() -> ItemIndex.of(source, "next"))
        .isExactlyInstanceOf(SchemaException.class)
        .hasMessage(
            "the source has no column 'next' (for field 'next', expected text or integer); it has"
                + " ['nothing', 'number', 'dirty']");
  }

  @Test
  void filesWithAByteOrderMarkAndAnyLineEnds() throws IOException {
    for (String content :
        List.of("Öl\nb c\n", "Öl\r\nb c\r\n", "Öl\rb c", "\uFEFFÖl\nb c", "\uFEFFÖl\r\nb c\n")) {
      assertThat(Vocabulary.readUtf8(file(content.getBytes(StandardCharsets.UTF_8))).values())
          .containsExactly("Öl", "b c");
    }
    Path items = file("17\n4\n".getBytes(StandardCharsets.UTF_8));
    assertThat(ItemIndex.readUtf8(items)).isEqualTo(ItemIndex.of(List.of("17", "4")));
  }

  @Test
  void filesThatAreNoVocabulary() throws IOException {
    Path broken = file(new byte[] {'a', '\n', (byte) 0xc3, '\n'});
    refused(
        "vocabulary " + broken + ": the file is not UTF-8; write it as UTF-8",
        () -> Vocabulary.readUtf8(broken));
    Path latin = file("Öl\n".getBytes(StandardCharsets.ISO_8859_1));
    refused(
        "vocabulary " + latin + ": the file is not UTF-8; write it as UTF-8",
        () -> Vocabulary.readUtf8(latin));
    Path blank = file("a\n\nb\n".getBytes(StandardCharsets.UTF_8));
    refused(
        "vocabulary " + blank + ": line 2 is blank; remove it, missing is no value",
        () -> Vocabulary.readUtf8(blank));
    Path twice = file("a\nb\r\na\n".getBytes(StandardCharsets.UTF_8));
    refused(
        "vocabulary "
            + twice
            + ": 'a' stands at line 1 and again at line 3; every value stands once",
        () -> Vocabulary.readUtf8(twice));
    Path empty = file(new byte[0]);
    refused(
        "vocabulary " + empty + ": at least 1 value is needed, had none",
        () -> Vocabulary.readUtf8(empty));
    Path mark = file("\uFEFF".getBytes(StandardCharsets.UTF_8));
    refused(
        "vocabulary " + mark + ": line 1 is blank; remove it, missing is no value",
        () -> Vocabulary.readUtf8(mark));
    Path nowhere = directory.resolve("nowhere.txt");
    assertThatThrownBy(() -> Vocabulary.readUtf8(nowhere))
        .isExactlyInstanceOf(UncheckedIOException.class)
        .hasMessage("vocabulary " + nowhere + ": there is no such file");
    assertThatThrownBy(() -> ItemIndex.readUtf8(directory))
        .isExactlyInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith("vocabulary " + directory + " cannot be read: ");
  }

  @Test
  void anItemIndexNamesTheClassesOfAVocabulary() {
    Vocabulary ids = Vocabulary.of("17", "4");
    ItemIndex items = ItemIndex.of(ids);
    assertThat(items).isEqualTo(ItemIndex.of(List.of("17", "4"))).hasToString("ItemIndex of 2");
    assertThat(items).hasSameHashCodeAs(ItemIndex.of(ids));
    assertThat(items.size()).isEqualTo(2);
    assertThat(items.indexOf("4")).isEqualTo(1);
    assertThat(items.indexOf("5")).isEqualTo(-1);
    assertThat(items.id(0)).isEqualTo("17");
    assertThatThrownBy(() -> items.id(2)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(items).isNotEqualTo(ItemIndex.of(List.of("4", "17")));
  }

  private Path file(byte[] content) throws IOException {
    return Files.write(Files.createTempFile(directory, "values", ".txt"), content);
  }

  private static void refused(String message, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isExactlyInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
