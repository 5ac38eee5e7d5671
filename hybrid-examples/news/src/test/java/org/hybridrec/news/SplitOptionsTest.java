package org.hybridrec.news;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hybridrec.features.arrow.ArrowFiles;
import org.hybridrec.features.hashing.Fingerprint64;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.MapSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class SplitOptionsTest {

  /** The rule as the help states it. */
  static int step(String value) {
    return (int) Long.remainderUnsigned(Fingerprint64.of(value), 10_000);
  }

  @Command
  private static final class Program {
    @Mixin private LearningSplitOptions split;
  }

  private static LearningSplitOptions options(String... arguments) {
    Program program = new Program();
    new CommandLine(program).parseArgs(arguments);
    return program.split;
  }

  private static List<Integer> steps(ExampleSource rows) {
    return RowMaps.of(rows).stream().map(row -> step((String) row.get("visitor"))).toList();
  }

  @Test
  void heldOutAreTheVisitorsWhoseFingerprintSaysSo() {
    ExampleSource rows = Kiosk.source();
    LearningSplitOptions split = options("--split-by", "visitor", "--split-share", "0.3");

    assertThat(split.isWanted()).isTrue();
    assertThat(steps(split.evaluation(rows))).isNotEmpty().allMatch(step -> step < 3_000);
    assertThat(steps(split.training(rows))).isNotEmpty().allMatch(step -> step >= 3_000);
    assertThat(steps(split.evaluation(rows)).size() + steps(split.training(rows)).size())
        .isEqualTo(240);
  }

  @Test
  void theValidationPartFollows() {
    ExampleSource rows = Kiosk.source();
    LearningSplitOptions split =
        options("--split-by", "visitor", "--split-share", "0.3", "--validation-share", "0.2");

    assertThat(steps(split.validation(rows)))
        .isNotEmpty()
        .allMatch(step -> step >= 3_000 && step < 5_000);
    assertThat(steps(split.learned(rows))).isNotEmpty().allMatch(step -> step >= 5_000);
    assertThat(steps(split.evaluation(rows))).isNotEmpty().allMatch(step -> step < 3_000);
  }

  @Test
  void withoutASplitBothPartsAreEverything() {
    ExampleSource rows = Kiosk.source();

    assertThat(options().isWanted()).isFalse();
    assertThat(options().training(rows)).isSameAs(rows);
    assertThat(options().evaluation(rows)).isSameAs(rows);
    assertThat(options().learned(rows)).isSameAs(rows);
    assertThat(options().validation(rows)).isNull();
  }

  @Test
  void fieldsAndSharesThatCannotBeAreRefused(@TempDir Path folder) {
    Path csv = Kiosk.csv(folder);
    assertThat(baselines(csv, "visiter", "0.1"))
        .isEqualTo(
            Shell.userError(
                "the source has no column 'visiter' (for the split by visitor, expected text or"
                    + " integer); it has ['visitor', 'content', 'price', 'next']"));
    for (String share : List.of("0.0", "1.0", "NaN", "-0.5")) {
      assertThat(baselines(csv, "visitor", share))
          .isEqualTo(
              Shell.userError(
                  "split by 'visitor': shares in steps of 1/10000 must be above 0 for the test"
                      + " part, at least 0 for the validation part, and below 1 together; were "
                      + share
                      + " and 0.0"));
    }
    Path numbers = folder.resolve("numbers.arrows");
    Map<String, Object> row = new HashMap<>(Map.of("content", "a", "next", "b"));
    row.put("visitor", 1.5);
    ArrowFiles.write(MapSource.of(List.of(row)), numbers);
    assertThat(baselines(numbers, "visitor", "0.1"))
        .isEqualTo(
            Shell.userError(
                "source column 'visitor' is number (for the split by visitor, expected one text or"
                    + " integer a row)"));
  }

  private static Shell baselines(Path rows, String field, String share) {
    return Shell.run(
        "baselines",
        "--train",
        rows,
        "--label",
        "next",
        "--current",
        "content",
        "--split-by",
        field,
        "--split-share=" + share);
  }
}
