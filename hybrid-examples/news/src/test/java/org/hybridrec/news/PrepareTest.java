package org.hybridrec.news;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.hybridrec.features.arrow.ArrowFiles;
import org.hybridrec.features.arrow.ArrowSource;
import org.hybridrec.features.dataset.NextContent;
import org.hybridrec.features.dataset.Split;
import org.hybridrec.features.dataset.SplitRows;
import org.hybridrec.features.source.CsvFiles;
import org.hybridrec.features.source.CsvSource;
import org.hybridrec.features.synthetic.NewsSite;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PrepareTest {

  private static final NewsSite SITE =
      NewsSite.builder().visitors(60).articles(30).views(1_500).seed(4).build();

  private static final String MESSY =
      """
      who,start,at,what,by,month
      anna,100,2,c2,"Ute, Karl",2017.11
      anna,100,1,c1,Ute,2017.11
      anna,200,-5,c3,,soon
      bert,300,1,c1,Ute,2017.10
      bert,300,1,c1,Ute,2017.10
      bert,300,2,c9,Ana,2017.10
      cleo,100,1,c1,Ute,2017.10
      ,100,1,c1,Ute,2017.10
      dora,100,1,,Ute,2017.10
      dora,100,later,c1,Ute,2017.10
      """;

  @TempDir private Path folder;
  private Path out;

  @BeforeEach
  void place() {
    out = folder.resolve("data");
  }

  private Shell prepare(Object... more) {
    return Shell.run(Stream.concat(Stream.of("prepare", "--out", out), Stream.of(more)).toArray())
        .with(folder, "DIR");
  }

  private Path messy() throws Exception {
    return Files.writeString(folder.resolve("views.csv"), MESSY);
  }

  private static final List<String> MESSY_COLUMNS =
      List.of("--visitor", "who", "--session", "start", "--time", "at", "--content", "what");

  private Shell prepareMessy(Object... more) throws Exception {
    return prepare(
        Stream.of(Stream.of("--views", messy()), MESSY_COLUMNS.stream(), Stream.of(more))
            .flatMap(part -> part)
            .toArray());
  }

  @Test
  void viewsBecomePartsThatTrainingReads() throws Exception {
    Path views = folder.resolve("views.csv.gz");
    CsvFiles.write(SITE.views(), views);
    Shell shell = prepare("--views", views, "--test-share", "0.3", "--history", 5);

    assertThat(shell.err()).isEmpty();
    assertThat(shell.exitCode()).isZero();
    assertThat(shell.out())
        .startsWith("1,500 page views of ")
        .contains("\n0.00 % of the usable views are placed by their row alone")
        .contains(" rows in the train part, 1 files\n")
        .contains("  test against train: 0 of ");
    SplitRows expected =
        Split.byVisitor("visitor_id", 0.3)
            .of(NextContent.builder(SITE.views()).history("history", 5).build());
    ArrowSource test = ArrowSource.of(out.resolve("test-00000-of-00001.arrows"));
    assertThat(RowMaps.of(test).stream().map(row -> row.get("history")))
        .containsExactlyElementsOf(
            RowMaps.of(expected.test()).stream().map(row -> row.get("history")).toList());

    Path model = folder.resolve("news.safetensors");
    Path recipe =
        Files.writeString(
            folder.resolve("r.yaml"),
            """
            label: {field: next_content_id, items: {fit: vocabulary}}
            factors: {users: visitor_id, items: [content_id, next_content_id], width: 4, parts: 2}
            columns: [{vector: {field: history, encoder: {folded_in: {fit: factors}}}}]
            network: {hidden_units: []}
            training: {epochs: 2}
            """);
    Shell trained =
        Shell.run(
            "train",
            "--recipe",
            recipe,
            "--train",
            out.resolve("train-00000-of-00001.arrows"),
            "--eval",
            out.resolve("test-00000-of-00001.arrows"),
            "--model",
            model);
    assertThat(trained.exitCode()).isZero();
    assertThat(trained.err()).doesNotContain("FLAGGED");
    Shell wrong =
        Shell.run(
            "evaluate",
            "--model",
            model,
            "--eval",
            out.resolve("train-00000-of-00001.arrows"),
            "--json");
    assertThat(wrong.out()).startsWith("{\"rows\":").hasLineCount(1);
    assertThat(wrong.err())
        .startsWith("FLAGGED: the evaluated rows are the ")
        .endsWith(" rows that the model learned from; evaluate on others\n");
  }

  @Test
  void theSummaryCountsWhatIsOdd() throws Exception {
    Shell shell =
        prepareMessy(
            "--format",
            "csv",
            "--first-author",
            "by",
            "--months",
            "month=months",
            "--split",
            "time",
            "--test-from",
            300,
            "--columns",
            "next_content_id,who,what,by,months,history",
            "--vocabulary",
            "by",
            "--mean",
            "months");

    assertThat(shell.exitCode()).isZero();
    assertThat(shell.out())
        .startsWith(
            """
            10 page views of 3 visitors (1 with a single view) and 4 contents
            14.29 % of the usable views are placed by their row alone: same visitor, same times
            1 out of order, 1 with negative times, 1 duplicates, 1 repeats of the same content
            1 lists of authors cut to the first, 1 months unreadable
            4 examples; views that give none:
              1 no visitor
              1 no content
              1 no readable time
              0 duplicate view
              0 repeated content
              3 last view of the visitor
            """)
        .contains("  2 rows in the train part, 1 files\n", "  2 rows in the test part, 1 files\n")
        .contains("  test against train: 0 of 1 visitors are in both")
        .contains("fact about by: 1 values, on train (2 rows")
        .doesNotContain("FLAGGED");
    assertThat(RowMaps.of(CsvSource.of(out.resolve("train-00000-of-00001.csv.gz"))).toString())
        .isEqualTo(
            "[{next_content_id=c2, who=anna, what=c1, by=Ute, months=574},"
                + " {next_content_id=c3, who=anna, what=c2, by=Ute, months=574, history=c1}]");
    assertThat(out.resolve("facts/by_vocab.txt")).hasContent("Ute");
  }

  @Test
  void csvAndArrowGiveTheSame() throws Exception {
    Path views = folder.resolve("views.arrows");
    ArrowFiles.write(SITE.views(), views);
    Path same = folder.resolve("views.csv");
    CsvFiles.write(SITE.views(), same);

    Shell fromArrow = prepare("--views", views, "--split", "lab", "--lab-columns");
    Shell fromCsv = prepare("--views", same, "--split", "lab", "--lab-columns");

    assertThat(fromArrow.exitCode()).isZero();
    assertThat(fromCsv.out()).isEqualTo(fromArrow.out());
    assertThat(ArrowSource.of(out.resolve("train-00000-of-00001.arrows")).schema().names())
        .startsWith("next_content_id", "visitor_id", "content_id");
  }

  static Stream<Arguments> mistakesAreToldInOneLine() {
    return Stream.of(
        Arguments.of(List.of("--split", "time"), "--split time needs --test-from TIME"),
        Arguments.of(List.of("--history", "-1"), "--history must be at least 0, was -1"),
        Arguments.of(
            List.of("--minimum-history", "-1"), "--minimum-history must be at least 0, was -1"),
        Arguments.of(List.of("--memory", "0"), "--memory must be from 1 to 1048576 MiB, was 0"),
        Arguments.of(List.of("--shards", "0"), "--shards must be at least 1, was 0"),
        Arguments.of(List.of("--months", "month"), "--months takes COLUMN=NAME, was month"),
        Arguments.of(List.of("--label", " "), "the names of columns must not be blank"),
        Arguments.of(
            List.of("--lab-columns", "--columns", "a"),
            "--lab-columns and --columns: give one of them"),
        Arguments.of(
            List.of("--test-share", "1"),
            "split by 'who': shares in steps of 1/10000 must be above 0 for the test part, at least"
                + " 0 for the validation part, and below 1 together; were 1.0 and 0.0"),
        Arguments.of(
            List.of("--split", "time", "--test-from", "900"),
            "split by time 'click_session': {train=[…, 900), test=[900, …)}: the test part has no"
                + " row, all parts together have {train=4, test=0}; choose other shares or"
                + " windows"));
  }

  @ParameterizedTest
  @MethodSource
  void mistakesAreToldInOneLine(List<String> options, String line) throws Exception {
    Shell shell = prepareMessy(options.toArray());

    assertThat(shell.exitCode()).isEqualTo(2);
    assertThat(shell.out()).isEmpty();
    assertThat(shell.err()).startsWith("hybrid: " + line).hasLineCount(1);
  }

  @Test
  void columnsThatAreNotThereAreNamed() throws Exception {
    Shell shell = prepare("--views", messy());

    assertThat(shell.exitCode()).isEqualTo(2);
    assertThat(shell.err())
        .startsWith("hybrid: the source has no column 'visitor_id' (for the visitor, expected");
  }
}
