package org.hybridrec.news;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Stream;
import org.hybridrec.core.HybridModel;
import org.hybridrec.features.arrow.ArrowFiles;
import org.hybridrec.features.source.CsvFiles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainTest {

  @TempDir private Path folder;
  private Path csv;
  private Path recipe;
  private Path model;

  @BeforeEach
  void write() throws IOException {
    csv = Kiosk.csv(folder);
    recipe = Kiosk.recipe(folder);
    model = folder.resolve("kiosk.safetensors");
  }

  private Shell train(Object... more) {
    return Shell.run(
            Stream.concat(Stream.of("train", "--recipe", recipe, "--model", model), Stream.of(more))
                .toArray())
        .with(folder, "DIR");
  }

  @Test
  void aModelIsTrainedReportedAndSaved() {
    Shell shell = train("--train", csv);

    assertThat(shell.exitCode()).isZero();
    assertThat(shell.out())
        .matches(
            """
            fitted on 240 rows: 900 steps, 30 epochs, loss 0\\.\\d{4}
            rows read: 240; without a label: 0; with a label that is not in the item index: 0
              column             missing  defaulted  unknown  invalid  hashed  colliding
              content_embedding        0          0        0        0       0          0
              price                    0         48        0        0       0          0
            saved DIR/kiosk\\.safetensors
            """);
    assertThat(shell.err())
        .startsWith("training on 240 rows, at most 900 steps\nepoch 1: loss ")
        .contains("\nepoch 30: loss ");
    assertThat(HybridModel.load(model).items().size()).isEqualTo(6);
  }

  @Test
  void theSameFilesGiveTheSameModelAndAnotherSeedAnotherOne() throws IOException {
    train("--train", csv, "--threads", 1);
    byte[] first = Files.readAllBytes(model);
    train("--train", csv);
    byte[] second = Files.readAllBytes(model);
    train("--train", csv, "--threads", 3);
    byte[] third = Files.readAllBytes(model);
    train("--train", csv, "--seed", 4);
    HybridModel other = HybridModel.load(model);

    assertThat(second).isEqualTo(first);
    assertThat(third).isEqualTo(first);
    assertThat(Files.readAllBytes(model)).isNotEqualTo(first);
    assertThat(other.recommender().training().seed()).isEqualTo(4);
  }

  @Test
  void csvCompressedCsvAndArrowGiveTheSameModel() throws IOException {
    Path gzip = folder.resolve("rows.csv.gz");
    CsvFiles.write(Kiosk.source(), gzip);
    Path arrow = folder.resolve("rows.arrows");
    ArrowFiles.write(Kiosk.source(), arrow, "content");
    Path nameless = Files.copy(arrow, folder.resolve("rows"));

    train("--train", csv);
    byte[] expected = Files.readAllBytes(model);

    for (Path file : new Path[] {gzip, arrow, nameless}) {
      assertThat(train("--train", file).exitCode()).isZero();
      assertThat(Files.readAllBytes(model)).as(file.toString()).isEqualTo(expected);
    }
  }

  @Test
  void severalFilesAreOneSource() throws IOException {
    train("--train", csv, csv);

    assertThat(HybridModel.load(model).fitReport().rows()).isEqualTo(480);
  }

  @Test
  void aHeaderCanBeGiven() throws IOException {
    Path bare = folder.resolve("bare.csv");
    Files.write(bare, Files.readAllLines(csv).subList(1, 241));

    assertThat(train("--train", bare, "--header", "visitor,content,price,next").exitCode())
        .isZero();
    assertThat(HybridModel.load(model).fitReport().rows()).isEqualTo(240);
  }

  @Test
  void anotherSeparatorIsNamedByItsCharacterOrAsTab() throws IOException {
    train("--train", csv);
    byte[] expected = Files.readAllBytes(model);
    for (String separator : new String[] {";", "\t", "|"}) {
      Path other = folder.resolve("other.csv");
      Files.writeString(other, Files.readString(csv).replace(",", separator));

      assertThat(train("--train", other))
          .isEqualTo(
              Shell.userError(
                  "data file DIR/other.csv: has one column alone, 'visitor%scontent%1$sprice%1$snext'; name what stands between its cells, as in --separator %s"
                      .formatted(
                          separator.replace("\t", "\\u0009"),
                          separator.equals("\t") ? "tab" : "'" + separator + "'")));
      String named = separator.equals("\t") ? "tab" : separator;
      assertThat(train("--train", other, "--separator", named).exitCode()).isZero();
      assertThat(Files.readAllBytes(model)).as(named).isEqualTo(expected);
      assertThat(train("--train", csv, "--separator", named))
          .isEqualTo(
              Shell.userError(
                  "data file DIR/rows.csv: has one column alone, 'visitor,content,price,next'; name"
                      + " what stands between its cells, as in --separator ','"));
    }
  }

  @Test
  void aSeparatorIsOneCharacterThatCanStandBetweenCells() {
    for (String wrong : new String[] {"", ";;", "\"", "\n"}) {
      assertThat(train("--train", csv, "--separator", wrong))
          .isEqualTo(
              Shell.userError(
                  "--separator must be one character other than a quote, such as ';', or tab, was '"
                      + wrong.replace("\n", "\\u000a")
                      + "'"));
    }
  }

  @Test
  void anOptionIsNeverTakenForAFile() {
    assertThat(train("--train", csv, "--evel", csv))
        .isEqualTo(
            Shell.userError(
                "Unknown option: '--evel', did you mean --eval? see hybrid train --help"));
    assertThat(train("--train", csv, "--threeds=2"))
        .isEqualTo(
            Shell.userError(
                "Unknown option: '--threeds', did you mean --threads? see hybrid train --help"));
    assertThat(train("--train", csv, "--zzz"))
        .isEqualTo(Shell.userError("Unknown option: '--zzz'; see hybrid train --help"));
    assertThat(train("--tain", csv))
        .isEqualTo(
            Shell.userError(
                "Unknown option: '--tain', did you mean --train? see hybrid train --help"));
    assertThat(train("--train", csv, "-x"))
        .isEqualTo(Shell.userError("Unknown option: '-x'; see hybrid train --help"));
    assertThat(model).doesNotExist();
    assertThat(train("--train", csv, "--seed", -4).exitCode()).isZero();
    assertThat(HybridModel.load(model).recommender().training().seed()).isEqualTo(-4);
  }

  @Test
  void fieldsOfTheReportAreCheckedBeforeAnythingIsLearned() throws IOException {
    Path run = folder.resolve("run");
    assertThat(train("--train", csv, "--eval", csv, "--title", "content"))
        .isEqualTo(Shell.userError("--title is for what a report measures; add --run DIR"));
    assertThat(train("--train", csv, "--run", run, "--title", "content"))
        .isEqualTo(
            Shell.userError(
                "--title is for what a report measures; add --eval FILE or --split-by FIELD"));
    assertThat(
            train(
                "--train",
                csv,
                "--run",
                run,
                "--eval",
                csv,
                "--current",
                "content",
                "--title",
                "name",
                "--history",
                "past"))
        .isEqualTo(
            Shell.userError(
                "--history: there is no column 'past', --title: there is no column 'name'; the rows"
                    + " to evaluate on have ['visitor', 'content', 'price', 'next']"));
    assertThat(train("--train", csv, "--run", run, "--eval", csv, "--title", "content"))
        .isEqualTo(
            Shell.userError(
                "--title needs the field of the item that it belongs to; add --current"));
    Path titled = folder.resolve("titled.csv");
    Files.writeString(titled, "visitor,content,price,next,name\nv1,öl,1,brot,Olivenöl\n");
    assertThat(
            train(
                "--train",
                csv,
                "--run",
                run,
                "--eval",
                titled,
                "--current",
                "content",
                "--title",
                "name"))
        .isEqualTo(
            Shell.userError(
                "--title: there is no column 'name'; the rows to learn from have ['visitor',"
                    + " 'content', 'price', 'next']"));
    assertThat(model).doesNotExist();
    assertThat(run).doesNotExist();
  }

  @Test
  void rowsToEvaluateOnAreCheckedBeforeAnythingIsLearned() throws IOException {
    Path other = Files.writeString(folder.resolve("other.csv"), "visitor,next\nv1,öl\n");
    assertThat(train("--train", csv, "--eval", other))
        .isEqualTo(
            Shell.userError(
                "rows to evaluate on: the source has no column 'content' (for column"
                    + " 'content_embedding', expected text or integer); it has ['visitor', 'next'];"
                    + " the source has no column 'price' (for column 'price', expected one number a"
                    + " row; of a list, take a position with field(…).at(i)); it has ['visitor',"
                    + " 'next']"));
    Files.writeString(other, "visitor,content,price,next\n");
    assertThat(train("--train", csv, "--eval", other))
        .isEqualTo(Shell.userError("there is no row to evaluate on; name other files"));
    Files.writeString(other, "visitor,content,price,next\nv1,öl\n");
    assertThat(train("--train", csv, "--eval", other))
        .isEqualTo(
            Shell.userError(
                "DIR/other.csv line 2: the row has 2 cells, the header 4; every row must have as"
                    + " many as the header"));
    assertThat(model).doesNotExist();
  }

  @Test
  void filesWithoutRowsOrHeaderAreNamed() throws IOException {
    Path other = Files.writeString(folder.resolve("other.csv"), "visitor,content,price,next\n");
    assertThat(train("--train", other))
        .isEqualTo(Shell.userError("there is no row to learn from; name other files"));
    Files.writeString(other, "öl,brot,1,brot\nöl,brot,1,brot\n");
    assertThat(train("--train", other))
        .isEqualTo(
            Shell.userError(
                "data file DIR/other.csv: its first line names a column 'brot' twice; rename one, or"
                    + " if that line is a row, name the columns by --header a,b,c"));
    assertThat(train("--train", csv, "--run", csv))
        .isEqualTo(Shell.userError("--run DIR/rows.csv: is a file; name a folder"));
  }

  @Test
  void givenRowsAreEvaluated() {
    Shell shell = train("--train", csv, "--eval", csv, "--k", 3);

    assertThat(shell.exitCode()).isZero();
    assertThat(shell.out())
        .contains(
            """
            evaluated on 240 rows
              metric           value
              accuracy        1.0000
              top-3 accuracy  1.0000
              MRR@3           1.0000
              NDCG@3          1.0000
            """);
  }

  @Test
  void aSplitTrainsOnTheRestAndEvaluatesOnThePart() {
    Shell shell = train("--train", csv, "--split-by", "visitor", "--split-share", "0.25");

    long held =
        Kiosk.rows().stream()
            .filter(row -> SplitOptionsTest.step((String) row.get("visitor")) < 2_500)
            .count();
    assertThat(held).isBetween(30L, 120L);
    assertThat(shell.exitCode()).isZero();
    assertThat(shell.out())
        .contains("fitted on " + (240 - held) + " rows", "evaluated on " + held + " rows");
  }

  @Test
  void earlyStoppingWatchesTheValidationShare() throws IOException {
    Files.writeString(recipe, Kiosk.RECIPE.replace("seed: 3", "seed: 3, early_stopping: 1"));

    Shell shell =
        train("--train", csv, "--split-by", "visitor", "--validation-share", "0.3", "--k", "1");

    assertThat(shell.exitCode()).isZero();
    assertThat(shell.err()).contains(", validation ");
    assertThat(train("--train", csv))
        .isEqualTo(
            Shell.userError(
                "recipe DIR/kiosk.yaml: early_stopping needs rows to watch the loss on; add"
                    + " --split-by FIELD --validation-share 0.1"));
    assertThat(train("--train", csv, "--validation-share", "0.1"))
        .isEqualTo(Shell.userError("--validation-share needs --split-by FIELD"));
    assertThat(train("--train", csv, "--split-by", "visitor", "--validation-share", "0.9"))
        .isEqualTo(
            Shell.userError(
                "split by 'visitor': shares in steps of 1/10000 must be above 0 for the test part,"
                    + " at least 0 for the validation part, and below 1 together; were 0.1 and"
                    + " 0.9"));
    assertThat(train("--train", csv, "--split-by", "visitor", "--validation-share", "0"))
        .isEqualTo(Shell.userError("--validation-share must be above 0, was 0.0"));
  }

  @Test
  void atLeastOneThreadIsNeeded() {
    assertThat(train("--train", csv, "--threads", 0))
        .isEqualTo(Shell.userError("--threads must be at least 1, was 0"));
  }

  @Test
  void filesThatAreNotThereAreNamed() {
    assertThat(train("--train", folder.resolve("gone.csv")))
        .isEqualTo(Shell.userError("data file DIR/gone.csv: there is no such file"));
    assertThat(train("--train", folder))
        .isEqualTo(Shell.userError("data file DIR: is a folder; name the files in it"));
    recipe = folder;
    assertThat(train("--train", csv))
        .isEqualTo(Shell.userError("recipe DIR: is a folder; name a file"));
    recipe = folder.resolve("gone.yaml");
    assertThat(train("--train", csv))
        .isEqualTo(Shell.userError("recipe DIR/gone.yaml: there is no such file"));
  }

  @Test
  void filesThatMayNotBeReadAreNamed() throws IOException {
    assumeThat(folder.getFileSystem().supportedFileAttributeViews()).contains("posix");
    for (Path file : new Path[] {csv, recipe}) {
      Files.setPosixFilePermissions(file, Set.of());
      assumeThat(Files.isReadable(file)).as("everything may be read by this user").isFalse();
      assertThat(train("--train", csv).err())
          .isEqualTo(
              "hybrid: %s: may not be read; check its permissions\n"
                  .formatted(
                      file.equals(csv) ? "data file DIR/rows.csv" : "recipe DIR/kiosk.yaml"));
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
  }

  @Test
  void aModelThatCouldNotBeSavedIsNotTrained() {
    model = folder.resolve("none/kiosk.safetensors");
    assertThat(train("--train", csv))
        .isEqualTo(
            Shell.userError(
                "model file DIR/none/kiosk.safetensors: there is no folder for it; make it first"));
    model = folder;
    assertThat(train("--train", csv))
        .isEqualTo(Shell.userError("model file DIR: is a folder; name a file"));
  }

  @Test
  void aFailureLeavesTheOldModelAsItWas() throws IOException {
    Files.writeString(model, "old");
    Files.writeString(csv, "visitor,content,price,next\nv1,öl,cheap,brot\n");

    assertThat(train("--train", csv))
        .isEqualTo(
            Shell.userError(
                "DIR/rows.csv line 2, column 'price': expected a finite number, was 'cheap'; leave the"
                    + " cell empty where there is none"));
    assertThat(Files.readString(model)).isEqualTo("old");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(Path::getFileName).map(Path::toString))
          .containsExactlyInAnyOrder("rows.csv", "kiosk.yaml", "kiosk.safetensors");
    }
  }

  @Test
  void aRecipeThatCannotBeUnderstoodNamesThePlace() throws IOException {
    Files.writeString(recipe, Kiosk.RECIPE.replace("width: 8", "width: 0"));
    assertThat(train("--train", csv))
        .isEqualTo(
            Shell.userError(
                "DIR/kiosk.yaml: columns[0]: column 'content_embedding': width must be at least 1,"
                    + " was 0"));
    Files.writeString(recipe, "label: {field: next\n");
    Shell shell = train("--train", csv);
    assertThat(shell.exitCode()).isEqualTo(2);
    assertThat(shell.err().lines()).hasSize(1);
    assertThat(shell.err()).startsWith("hybrid: recipe DIR/kiosk.yaml is not YAML: ");
  }

  @Test
  void columnsThatAreMissingAreAllToldInOneLine() throws IOException {
    Files.writeString(csv, "visitor,next\nv1,öl\n");
    Files.writeString(
        recipe,
        """
        label: {field: next, items: {fit: vocabulary}}
        columns:
          - numeric: {field: price}
          - numeric: {field: size}
        """);
    assertThat(train("--train", csv))
        .isEqualTo(
            Shell.userError(
                "the source has no column 'price' (for column 'price', expected one number a row; of"
                    + " a list, take a position with field(…).at(i)); it has ['visitor', 'next'];"
                    + " the source has no column 'size' (for column 'size', expected one number a"
                    + " row; of a list, take a position with field(…).at(i)); it has ['visitor',"
                    + " 'next']"));
  }

  @Test
  void emptyFilesAndMixedKindsAreRefused() throws IOException {
    Path arrow = folder.resolve("rows.arrows");
    ArrowFiles.write(Kiosk.source(), arrow);
    assertThat(train("--train", csv, arrow))
        .isEqualTo(
            Shell.userError(
                "data files [DIR/rows.csv, DIR/rows.arrows]: some are CSV, some Arrow; give one"
                    + " kind"));
    assertThat(train("--train", arrow, "--header", "a,b"))
        .isEqualTo(
            Shell.userError(
                "--header is for CSV files; Arrow files name their columns themselves"));
    Files.writeString(csv, "");
    assertThat(train("--train", csv))
        .isEqualTo(
            Shell.userError(
                "DIR/rows.csv: is empty; the first line must name the columns, where no header is"
                    + " given"));
  }
}
