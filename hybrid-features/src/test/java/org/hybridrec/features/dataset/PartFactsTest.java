package org.hybridrec.features.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.hybridrec.features.dataset.Tables.texts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.hybridrec.features.ValueCounts;
import org.hybridrec.features.Vocabulary;
import org.hybridrec.features.arrow.ArrowFiles;
import org.hybridrec.features.arrow.ArrowSource;
import org.hybridrec.features.source.CsvFiles;
import org.hybridrec.features.source.CsvSource;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.InvalidDataException;
import org.hybridrec.features.source.RowSource;
import org.hybridrec.features.source.SchemaException;
import org.hybridrec.features.synthetic.NewsSite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartFactsTest {

  @TempDir Path folder;

  private static final NewsSite SITE =
      NewsSite.builder().visitors(40).articles(30).views(800).seed(5).build();

  private static final SplitRows PARTS =
      Split.byVisitor("visitor_id", 0.3, 0.2).of(SITE.examples());

  private static final ExampleSource FEW =
      texts("author score t", "Ute 1 7", "Karl 2 5", "Ute 6 -", "Ana - 6", "- - 5");

  @Test
  void factsCarryTheRowsTheyWereFittedOn() {
    PartFacts train = PartFacts.of("train", FEW, "t");

    Fitted<ValueCounts> authors = train.counts("author");
    assertThat(authors.value().values()).containsExactly("Ute", "Ana", "Karl");
    assertThat(authors.value().count(0)).isEqualTo(2);
    assertThat(train.counts("author", 2, 9).value().vocabulary()).isEqualTo(Vocabulary.of("Ute"));
    assertThat(train.counts("author", 1, 2).value().vocabulary())
        .isEqualTo(Vocabulary.of("Ute", "Ana"));
    assertThat(train.moments("score").value().mean()).isEqualTo(3);
    assertThat(authors.field()).isEqualTo("author");
    assertThat(authors.on())
        .isEqualTo(new FittedOn("train", PartFingerprint.of(FEW), new TimeWindow(5, 8)));
    assertThat(authors.on().fingerprint().rows()).isEqualTo(5);
    assertThat(PartFacts.of("x", texts("t", "soon"), "t").on().time()).isNull();
  }

  @Test
  void aFingerprintIsThatOfTheRowsInWhateverOrderAndForm() {
    List<String> shuffled =
        new ArrayList<>(List.of("Ute 1 7", "Karl 2 5", "Ute 6 -", "Ana - 6", "- - 5"));
    Collections.shuffle(shuffled, new Random(1));
    ExampleSource reordered =
        SelectedColumns.of(
            texts("author score t", shuffled.toArray(String[]::new)),
            List.of("t", "author", "score"));

    assertThat(PartFingerprint.of(reordered)).isEqualTo(PartFingerprint.of(FEW));
    assertThat(PartFingerprint.of(texts("author score t", "Ute 1 7", "Karl 2 5")))
        .isNotEqualTo(PartFingerprint.of(texts("author score t", "Ute 2 7", "Karl 1 5")));
    assertThat(PartFingerprint.of(texts("a", "1", "1")))
        .isNotEqualTo(PartFingerprint.of(texts("a", "1")));
    assertThat(PartFingerprint.of(texts("a", "1")))
        .isNotEqualTo(PartFingerprint.of(texts("b", "1")));
    assertThat(PartFingerprint.of(texts("a")))
        .isEqualTo(PartFingerprint.NONE)
        .hasToString("0 rows, fingerprint 0000000000000000");
  }

  @Test
  void csvAndArrowFilesHaveTheFingerprintOfWhatWasWritten() {
    ExampleSource examples = NextContent.builder(SITE.views()).history("history", 3).build();
    CsvFiles.write(examples, folder.resolve("a.csv"));
    ArrowFiles.write(examples, folder.resolve("a.arrows"));
    PartFingerprint expected = PartFingerprint.of(examples);

    assertThat(PartFingerprint.of(CsvSource.of(folder.resolve("a.csv")))).isEqualTo(expected);
    assertThat(PartFingerprint.of(ArrowSource.of(folder.resolve("a.arrows")))).isEqualTo(expected);
  }

  @Test
  void theFingerprintsOfThePartsAddUpToThatOfTheWhole() {
    assertThat(
            PartFingerprint.of(PARTS.train())
                .plus(PartFingerprint.of(PARTS.validation()))
                .plus(PartFingerprint.of(PARTS.test())))
        .isEqualTo(PartFingerprint.of(SITE.examples()));
  }

  private static FactCheck check() {
    return new FactCheck(
        FittedOn.of("train", PARTS.train()),
        List.of(FittedOn.of("validation", PARTS.validation()), FittedOn.of("test", PARTS.test())));
  }

  private static Fitted<ValueCounts> authors(String part, ExampleSource rows) {
    return PartFacts.of(part, rows).counts("author");
  }

  @Test
  void aFactFittedOnTrainingRowsIsClean() {
    assertThat(check().problem(authors("train", PARTS.train()))).isEmpty();
    assertThat(check().problem(authors("another name", PARTS.train()))).isEmpty();
  }

  @Test
  void aFactFittedOnAllRowsIsFlagged() {
    Fitted<ValueCounts> leaky = authors("train", SITE.examples());

    assertThat(check().problem(leaky))
        .contains(
            "the fact about 'author' was fitted on "
                + leaky.on()
                + ", which are the rows of [train, validation, test]: it has seen evaluation rows;"
                + " fit it on "
                + check().train());
  }

  @Test
  void aFactFittedOnATestPartOrOnOtherRowsIsFlagged() {
    Fitted<ValueCounts> onTest = authors("t", PARTS.test());
    Fitted<ValueCounts> onOthers = authors("o", FEW);

    assertThat(check().problem(onTest))
        .contains(
            "the fact about 'author' was fitted on "
                + onTest.on()
                + ", which are the rows of [test]: it has seen evaluation rows; fit it on "
                + check().train());
    assertThat(check().problem(onOthers))
        .contains(
            "the fact about 'author' was fitted on "
                + onOthers.on()
                + ", which are the rows of no part: it may have seen evaluation rows; fit it on "
                + check().train());
    assertThat(onOthers.on().toString()).matches("o \\(5 rows, fingerprint [0-9a-f]{16}\\)");
  }

  @Test
  void tooManyPartsAreRefused() {
    FittedOn part = FittedOn.of("p", FEW);

    assertThatThrownBy(() -> new FactCheck(part, Collections.nCopies(17, part)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("evaluation: there may be at most 16 parts, were 17");
  }

  @Test
  void factsAreWrittenLikeTheLabsAndTheirRowsAreReadBack() throws IOException {
    PartFacts train = PartFacts.of("train", FEW, "t");
    PartFacts other = PartFacts.of("other", FEW);

    List<Path> files =
        FactFiles.write(folder, List.of(train.counts("author"), other.moments("score")));

    assertThat(files)
        .containsExactly(
            folder.resolve("author_vocab.txt"),
            folder.resolve("author_vocab_count.txt"),
            folder.resolve("author_counts.csv"),
            folder.resolve("score_mean.txt"),
            folder.resolve("fitted_on.csv"));
    assertThat(files.get(0)).hasContent("Ute\nAna\nKarl\n");
    assertThat(Vocabulary.readUtf8(files.get(0))).isEqualTo(Vocabulary.of("Ute", "Ana", "Karl"));
    assertThat(Files.readString(files.get(1))).isEqualTo("3\n");
    assertThat(Files.readString(files.get(2))).isEqualTo("value,count\nUte,2\nAna,1\nKarl,1\n");
    assertThat(Files.readString(files.get(3))).isEqualTo("3.0\n");
    assertThat(FactFiles.origins(folder))
        .containsExactly(
            entry("author_vocab.txt", train.on()),
            entry("author_vocab_count.txt", train.on()),
            entry("author_counts.csv", train.on()),
            entry("score_mean.txt", other.on()));
  }

  @Test
  void factsThatCannotStandInFilesAreRefused() throws IOException {
    FittedOn on = FittedOn.of("train", FEW);
    ExampleSource rows = RowSource.rows(List.of(1)).text("title", n -> "two\nlines");
    Fitted<ValueCounts> titles = PartFacts.of("train", rows).counts("title");

    assertThatThrownBy(() -> FactFiles.write(folder, List.of(titles)))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage(
            "field 'title': the value 'two\\u000alines' has a line break and cannot stand in a file"
                + " of one value a line; clean it");
    assertThatThrownBy(
            () -> FactFiles.write(folder, List.of(new Fitted<>("../a", titles.value(), on))))
        .hasMessage("field '../a': its name is no file name; write its facts under another");
    assertThatThrownBy(() -> FactFiles.write(folder, List.of(new Fitted<>("a", 5, on))))
        .hasMessage("field 'a': only ValueCounts and Moments can be written, was Integer");
    Files.writeString(
        folder.resolve("fitted_on.csv"),
        "file,part,rows,fingerprint,from,to\na.txt,train,many,00,,\n");
    assertThatThrownBy(() -> FactFiles.origins(folder))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage(
            folder.resolve("fitted_on.csv")
                + " line 2: does not say which rows a fact was fitted on");
  }

  @Test
  void fieldsThatAreNotThereAreRefused() {
    assertThatThrownBy(() -> PartFacts.of("train", FEW, "when"))
        .isInstanceOf(SchemaException.class)
        .hasMessage(
            "the source has no column 'when' (for the time of a part, expected whole numbers); it"
                + " has ['author', 'score', 't']");
    PartFacts facts = PartFacts.of("train", texts("score", "-"));
    assertThatThrownBy(() -> facts.moments("score")).isInstanceOf(InvalidDataException.class);
  }
}
