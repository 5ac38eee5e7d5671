package org.hybridrec.news;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.hybridrec.features.hashing.Fingerprint64;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.MapSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SplitTest {

  static int step(String value) {
    return (int) Long.remainderUnsigned(Fingerprint64.of(value), 10_000);
  }

  private static Split split(String... arguments) {
    Split split = new Split();
    new CommandLine(CommandLine.Model.CommandSpec.create().addMixin("split", mixin(split)))
        .parseArgs(arguments);
    return split;
  }

  private static CommandLine.Model.CommandSpec mixin(Split split) {
    return CommandLine.Model.CommandSpec.forAnnotatedObject(split);
  }

  private static ExampleSource rows(int count) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(Map.of("visitor", "visitor " + i % 1_000, "row", (long) i));
    }
    return MapSource.of(rows);
  }

  private static Set<Object> values(ExampleSource rows, String field) {
    Set<Object> values = new TreeSet<>();
    RowMaps.of(rows).forEach(row -> values.add(row.get(field)));
    return values;
  }

  @Test
  void everyRowIsInOnePartAndEveryVisitorToo() {
    ExampleSource rows = rows(5_000);
    Split split = split("--split-by", "visitor", "--split-share", "0.1");

    Set<Object> held = values(split.evaluation(rows), "visitor");
    Set<Object> validation = values(split.validation(rows, 0.2), "visitor");
    Set<Object> rest = values(split.trainingWithoutValidation(rows, 0.2), "visitor");

    assertThat(held).doesNotContainAnyElementsOf(rest).doesNotContainAnyElementsOf(validation);
    assertThat(validation).doesNotContainAnyElementsOf(rest);
    assertThat(held.size() + validation.size() + rest.size()).isEqualTo(1_000);
    assertThat(
            values(split.training(rows), "row").size()
                + values(split.evaluation(rows), "row").size())
        .isEqualTo(5_000);
    // Binomial: within four standard deviations of 100 and 200.
    assertThat(held.size()).isBetween(62, 138);
    assertThat(validation.size()).isBetween(150, 250);
  }

  @Test
  void thePartFollowsFromTheFingerprintAlone() {
    Split split = split("--split-by", "visitor", "--split-share", "0.1");

    assertThat(values(split.evaluation(rows(1_000)), "visitor"))
        .allMatch(visitor -> step((String) visitor) < 1_000);
    assertThat(values(split.training(rows(1_000)), "visitor"))
        .allMatch(visitor -> step((String) visitor) >= 1_000);
  }

  @Test
  void rowsWithoutAValueAreLearnedFrom() {
    ExampleSource rows =
        ExampleSource.rows(List.of("a")).text("visitor", row -> null).text("row", row -> row);
    Split split = split("--split-by", "visitor", "--split-share", "0.9999");

    assertThat(RowMaps.of(split.training(rows))).containsExactly(Map.of("row", "a"));
    assertThat(RowMaps.of(split.evaluation(rows))).isEmpty();
  }

  @Test
  void selectedRowsKeepTheirCellsAndPlaces() {
    ExampleSource rows =
        ExampleSource.rows(List.of("a", "b", "c"))
            .text("id", row -> row)
            .number("number", row -> row.equals("b") ? null : 1.5)
            .integers("list", row -> List.of(1, 2));
    SelectedRows selected = new SelectedRows(rows, 0, "b"::equals);

    try (var reader = selected.open()) {
      var batch = reader.next();
      assertThat(batch.rowCount()).isEqualTo(1);
      assertThat(batch.location(0)).isEqualTo("row 1");
      assertThat(batch.column(0).text(0, 0)).isEqualTo("b");
      assertThat(batch.column(0).isInvalid(0)).isFalse();
      assertThat(batch.column(1).valueCount(0)).isZero();
      assertThat(batch.column(2).valueCount(0)).isEqualTo(2);
      assertThat(batch.column(2).integer(0, 1)).isEqualTo(2);
      assertThat(batch.column(2).number(0, 1)).isEqualTo(2.0);
      assertThat(batch.column(2).isNull(0, 1)).isFalse();
      assertThat(reader.next()).isNull();
    }
    assertThat(selected.schema()).isEqualTo(rows.schema());
  }

  @Test
  void withoutASplitBothPartsAreEverything() {
    ExampleSource rows = rows(10);

    assertThat(split().training(rows)).isSameAs(rows);
    assertThat(split().evaluation(rows)).isSameAs(rows);
  }

  @Test
  void fieldsAndSharesThatCannotBeAreRefused(@TempDir Path folder) throws IOException {
    Path csv = Kiosk.csv(folder);
    Object[] command = {
      "baselines", "--train", csv, "--label", "next", "--current", "content", "--split-by", "", ""
    };
    command[8] = "visiter";
    command[9] = "--split-share=0.1";
    assertThat(Shell.run(command))
        .isEqualTo(
            Shell.userError(
                "--split-by 'visiter': there is no such column; there are ['visitor', 'content',"
                    + " 'price', 'next']"));
    command[8] = "visitor";
    for (String share : List.of("0.0", "1.0", "NaN", "-0.5")) {
      command[9] = "--split-share=" + share;
      assertThat(Shell.run(command))
          .isEqualTo(Shell.userError("--split-share must be above 0 and below 1, was " + share));
    }
    Path numbers = folder.resolve("numbers.arrows");
    org.hybridrec.features.arrow.ArrowFiles.write(
        MapSource.of(List.of(Map.of("x", 1.5, "next", "a"))), numbers);
    assertThat(
            Shell.run(
                "baselines",
                "--train",
                numbers,
                "--label",
                "next",
                "--current",
                "next",
                "--split-by",
                "x"))
        .isEqualTo(
            Shell.userError(
                "--split-by 'x': is a column of number, expected text or whole numbers"));
    assertThat(Files.exists(csv)).isTrue();
  }
}
