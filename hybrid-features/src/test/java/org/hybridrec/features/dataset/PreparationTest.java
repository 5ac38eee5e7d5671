package org.hybridrec.features.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hybridrec.features.dataset.Tables.lines;
import static org.hybridrec.features.dataset.Tables.texts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hybridrec.features.Vocabulary;
import org.hybridrec.features.arrow.ArrowFiles;
import org.hybridrec.features.arrow.ArrowSource;
import org.hybridrec.features.source.CsvFiles;
import org.hybridrec.features.source.CsvSource;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.InvalidDataException;
import org.hybridrec.features.source.SchemaException;
import org.hybridrec.features.synthetic.NewsSite;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparationTest {

  private static final String HEADER = "visitor_id session_start hit_time content_id author month";

  @TempDir Path folder;

  private final NewsSite site =
      NewsSite.builder().visitors(60).articles(40).views(1_500).lateArticles(0.1).seed(3).build();

  private List<String> filesLeft(Path place) throws IOException {
    try (Stream<Path> files = Files.list(place)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aSiteBecomesShardsInTheLabsOrderAndFacts() throws IOException {
    Path temporary = Files.createDirectory(folder.resolve("temporary"));
    Path out = folder.resolve("out");
    PrepareSummary summary =
        Preparation.of(site.views())
            .firstAuthor("author")
            .split(Split.byVisitor("visitor_id", 0.2, 0.1))
            .labColumns()
            .vocabulary("category", 1, 100)
            .vocabulary("next_content_id", 1, 1_000)
            .mean("months_since_epoch")
            .shards(2)
            .temporaryFolder(temporary)
            .run(out, ".arrows", ArrowFiles::write);
    SplitRows expected = Split.byVisitor("visitor_id", 0.2, 0.1).of(site.examples());

    for (Part part : Part.values()) {
      List<Path> files = new Shards(part.toString(), ".arrows", 2).paths(out);
      assertThat(summary.shards()).containsEntry(part, files);
      assertThat(files.stream().flatMap(file -> lines(ArrowSource.of(file)).stream()).toList())
          .containsExactlyInAnyOrderElementsOf(lines(expected.part(part)));
    }
    assertThat(ArrowSource.of(out.resolve("train-00000-of-00002.arrows")).schema().names())
        .isEqualTo(site.examples().schema().names());
    assertThat(summary.rows()).isEqualTo(expected.sizes());
    assertThat(summary.leftOut()).isZero();
    assertThat(summary.views()).isEqualTo(NextContent.builder(site.views()).build().counts());
    assertThat(summary.leakage().get(Part.TEST))
        .isEqualTo(
            Leakage.between(expected.train(), expected.test(), "visitor_id", "next_content_id"));
    assertThat(summary.flagged()).isEmpty();
    assertThat(Vocabulary.readUtf8(out.resolve("facts/next_content_id_vocab.txt")))
        .isEqualTo(Vocabulary.of(expected.train(), "next_content_id"));
    assertThat(FactFiles.origins(out.resolve("facts")).get("category_vocab.txt"))
        .isEqualTo(FittedOn.of("train", expected.train()));
    assertThat(filesLeft(temporary)).isEmpty();
  }

  @Test
  void theSummaryOfViewsInDisorderIsWhatWasCounted() {
    ExampleSource views =
        texts(
            HEADER,
            "anna 100 2 c2 Ute,Karl 2017.11",
            "anna 100 1 c1 Ute 2017.11",
            "anna 100 3 c3 Ute 2017.1",
            "anna 200 -5 c3 Ute -",
            "anna 200 -5 c3 Ute -",
            "bert 300 1 c1 Ute,Karl 2017.10",
            "bert 300 2 c9 Ana 2017.10",
            "cleo 100 1 c1 Ute 2017.10",
            "- 100 1 c1 Ute 2017.10",
            "dora 100 1 - Ute 2017.10",
            "dora 100 soon c1 Ute 2017.10");
    PrepareSummary summary =
        Preparation.of(views)
            .firstAuthor("author")
            .monthsSince1970("month", "months_since_epoch")
            .examples(examples -> examples.clickSession("click_session"))
            .split(Split.byTime("click_session", 200, 300))
            .columns(
                List.of(
                    "next_content_id", "visitor_id", "content_id", "author", "months_since_epoch"))
            .vocabulary("author", 1, 10)
            .mean("months_since_epoch")
            .run(folder, ".csv", CsvFiles::write);

    assertThat(lines(CsvSource.of(summary.shards().get(Part.TRAIN))))
        .containsExactly("c2 anna c1 Ute 574", "c3 anna c2 Ute 574");
    assertThat(lines(CsvSource.of(summary.shards().get(Part.VALIDATION))))
        .containsExactly("c3 anna c3 Ute -", "c3 anna c3 Ute -");
    assertThat(lines(CsvSource.of(summary.shards().get(Part.TEST))))
        .containsExactly("c9 bert c1 Ute 573");
    String on =
        PartFacts.of("train", CsvSource.of(summary.shards().get(Part.TRAIN))).on().toString();
    assertThat(summary)
        .hasToString(
            """
            11 page views of 3 visitors (1 with a single view) and 4 contents
            12.50 %% of the usable views are placed by their row alone: same visitor, same times
            1 out of order, 2 with negative times, 1 duplicates, 2 repeats of the same content
            2 lists of authors cut to the first, 1 months unreadable
            5 examples; views that give none:
              1 no visitor
              1 no content
              1 no readable time
              0 duplicate view
              0 repeated content
              3 last view of the visitor
              0 next view in another session
              0 history too short
            split by time 'click_session': {train=[…, 200), validation=[200, 300), test=[300, …)}
              2 rows in the train part, 1 files
              2 rows in the validation part, 1 files
              1 rows in the test part, 1 files
              0 rows in no part
              validation against train: 1 of 1 visitors are in both, 0 of 2 rows stand in both, 0 of 1 labels (0 rows) are new
              test against train: 0 of 1 visitors are in both, 0 of 1 rows stand in both, 1 of 1 labels (1 rows) are new
            fact about author: 1 values, on %s
            fact about months_since_epoch: mean 574.0, on %s
            """
                .formatted(on, on));
  }

  @Test
  void theLabsWayIsAvailable() {
    PrepareSummary summary =
        Preparation.of(site.views())
            .examples(NextContentBuilder::lab)
            .split(Split.lab("visitor_id", "content_id"))
            .labColumns()
            .run(folder, ".csv", CsvFiles::write);
    NextContent lab = NextContent.builder(site.views()).lab().build();

    assertThat(summary.shards()).containsOnlyKeys(Part.TRAIN, Part.TEST);
    assertThat(lines(CsvSource.of(summary.shards().get(Part.TEST))))
        .isEqualTo(
            lines(SelectedColumns.lab(Split.lab("visitor_id", "content_id").of(lab).test())));
    assertThat(summary.leakage().get(Part.TEST).sharedVisitors()).isPositive();
  }

  @Test
  void rowsInNoPartAreCounted() {
    PrepareSummary summary =
        Preparation.of(texts(HEADER, "v 1 1 a x x", "v 1 2 b x x", "v 2 1 c x x", "v 3 1 d x x"))
            .split(Split.byTime("session_start", new TimeWindow(1, 2), null, new TimeWindow(2, 3)))
            .run(folder, ".csv", CsvFiles::write);

    assertThat(summary.rows()).isEqualTo(Map.of(Part.TRAIN, 2L, Part.TEST, 1L));
    assertThat(summary.leftOut()).isZero();
    PrepareSummary fewer =
        Preparation.of(texts(HEADER, "v 1 1 a x x", "v 2 2 b x x", "v 3 1 c x x", "v 4 1 d x x"))
            .split(Split.byTime("session_start", new TimeWindow(1, 2), null, new TimeWindow(3, 4)))
            .run(folder, ".csv", CsvFiles::write);
    assertThat(fewer.leftOut()).isEqualTo(1);
  }

  @Test
  void anEmptyPartIsRefusedAndNothingIsWritten() throws IOException {
    Preparation preparation =
        Preparation.of(texts(HEADER, "v 1 1 a x x", "v 1 2 b x x"))
            .split(Split.byTime("session_start", 5));

    assertThatThrownBy(() -> preparation.run(folder, ".csv", CsvFiles::write))
        .isInstanceOf(InvalidDataException.class)
        .hasMessage(
            "split by time 'session_start': {train=[…, 5), test=[5, …)}: the test part has no row,"
                + " all parts together have {train=1, test=0}; choose other shares or windows");
    assertThat(filesLeft(folder)).isEmpty();
  }

  @Test
  void columnsAreCheckedBeforeAnyViewIsRead() {
    ExampleSource unreadable =
        texts(HEADER, "v 1 1 \uD800 x x"); // Reading it would be an InvalidDataException.

    assertThatThrownBy(
            () ->
                Preparation.of(unreadable)
                    .columns(List.of("content_id", "visitor_id"))
                    .mean("score")
                    .run(folder, ".csv", CsvFiles::write))
        .isInstanceOf(SchemaException.class)
        .hasMessage(
            """
            2 problems with the source:
              the source has no column 'next_content_id' (for the check for leakage, expected text or integer); it has ['content_id', 'visitor_id']
              the source has no column 'score' (for a fact, expected any type); it has ['content_id', 'visitor_id']""");
  }

  @Test
  void optionsSetTwiceOrOutOfRangeAreRefused() {
    Preparation preparation = Preparation.of(site.views());

    assertThatThrownBy(() -> preparation.labColumns().columns(List.of("a")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("columns is set twice; set it once");
    assertThatThrownBy(() -> preparation.vocabulary("a", 0, 5))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "vocabulary of a: minimum count and maximum size must be at least 1, were 0 and 5");
    assertThatThrownBy(() -> preparation.shards(0).run(folder, ".csv", CsvFiles::write))
        .hasMessage("shards of 'train': count must be from 1 to 99999, was 0");
  }
}
