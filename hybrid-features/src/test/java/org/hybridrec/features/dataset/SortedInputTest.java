package org.hybridrec.features.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hybridrec.features.dataset.Tables.lines;
import static org.hybridrec.features.dataset.Tables.texts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hybridrec.features.source.InvalidDataException;
import org.hybridrec.features.source.RowSource;
import org.hybridrec.features.source.SourceReader;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever the order of the views and however little memory there is, the examples are the same.
 */
class SortedInputTest {

  @TempDir Path folder;

  private record Hit(String visitor, long session, long time, String content, List<String> tags) {}

  private static List<Hit> randomHits(long seed) {
    Random random = new Random(seed);
    List<Hit> hits = new ArrayList<>();
    int count = random.nextInt(400);
    for (int i = 0; i < count; i++) {
      hits.add(
          new Hit(
              "vü😀" + random.nextInt(30),
              random.nextInt(3) - 1,
              random.nextInt(20) - 2,
              "c" + random.nextInt(9),
              random.nextInt(3) == 0 ? List.of() : Arrays.asList("\uD800", null, "ä" + i)));
    }
    return hits;
  }

  private NextContentBuilder examples(List<Hit> hits) {
    return NextContent.builder(
            RowSource.rows(hits)
                .text("visitor_id", Hit::visitor)
                .integer("session_start", Hit::session)
                .integer("hit_time", Hit::time)
                .text("content_id", Hit::content)
                .texts("tags", Hit::tags)
                .number("half", hit -> hit.time() % 3 == 0 ? null : hit.time() / 2.0))
        .temporaryFolder(folder)
        .history("history", 3);
  }

  /** The same by lists and sorting alone. */
  private static List<String> plainly(List<Hit> hits) {
    Map<String, List<Hit>> byVisitor =
        hits.stream()
            .collect(Collectors.groupingBy(Hit::visitor, TreeMap::new, Collectors.toList()));
    List<String> rows = new ArrayList<>();
    for (List<Hit> own : byVisitor.values()) {
      own.sort(Comparator.comparingLong(Hit::session).thenComparingLong(Hit::time));
      for (int i = 0; i + 1 < own.size(); i++) {
        Hit hit = own.get(i);
        List<String> history = new ArrayList<>();
        for (int before = i - 1; before >= 0 && history.size() < 3; before--) {
          history.add(own.get(before).content());
        }
        rows.add(
            String.join(
                " ",
                own.get(i + 1).content(),
                hit.visitor(),
                hit.content(),
                "" + hit.session(),
                "" + hit.time(),
                "" + hit.tags(),
                hit.time() % 3 == 0 ? "-" : "" + hit.time() / 2.0,
                "" + history));
      }
    }
    return rows;
  }

  @RepeatedTest(20)
  void examplesAreThoseOfAPlainImplementation(RepetitionInfo info) throws IOException {
    List<Hit> hits = randomHits(info.getCurrentRepetition());
    List<String> expected = plainly(hits);
    List<Hit> sorted = new ArrayList<>(hits);
    sorted.sort(Comparator.comparing(Hit::visitor));

    assertThat(lines(examples(hits).build())).as("in memory").isEqualTo(expected);
    assertThat(lines(examples(sorted).sortedByVisitor().build())).as("sorted").isEqualTo(expected);
    for (long budget : new long[] {0, 1_000, 20_000}) {
      NextContentBuilder small = examples(hits);
      small.memoryBudget = budget;
      assertThat(lines(small.build())).as("budget %d", budget).isEqualTo(expected);
      NextContentBuilder streamed = examples(sorted).sortedByVisitor();
      streamed.memoryBudget = budget;
      assertThat(lines(streamed.build())).as("sorted, budget %d", budget).isEqualTo(expected);
    }
    assertThat(filesLeft()).isZero();
  }

  @RepeatedTest(5)
  void countsAddUpAndDoNotDependOnMemory(RepetitionInfo info) {
    List<Hit> hits = randomHits(info.getCurrentRepetition());
    NextContentBuilder options =
        examples(hits).withinSession().withoutDuplicates().withoutRepeats().minimumHistory(1);
    ViewCounts counts = options.build().counts();
    NextContentBuilder small =
        examples(hits).withinSession().withoutDuplicates().withoutRepeats().minimumHistory(1);
    small.memoryBudget = 500;

    assertThat(counts.views()).isEqualTo(hits.size());
    assertThat(counts.examples() + counts.dropped().values().stream().mapToLong(n -> n).sum())
        .isEqualTo(counts.views());
    assertThat(small.build().counts()).isEqualTo(counts);
  }

  private long filesLeft() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    }
  }

  @Test
  void anUnfinishedPassLeavesNoFile() throws IOException {
    NextContentBuilder options = examples(randomHits(1));
    options.memoryBudget = 0;
    SourceReader reader = options.build().open();
    assertThat(reader.next()).isNotNull();

    reader.close();

    assertThat(filesLeft()).isZero();
  }

  @Test
  void aFailureInTheMiddleLeavesNoFile() throws IOException {
    NextContentBuilder options =
        NextContent.builder(
                texts(
                    "visitor_id session_start hit_time content_id",
                    "v 1 1 a",
                    "v 1 2 b",
                    "v 1 3 \uD800"))
            .temporaryFolder(folder);
    options.memoryBudget = 0;

    assertThatThrownBy(options.build()::counts).isInstanceOf(InvalidDataException.class);

    assertThat(filesLeft()).isZero();
  }

  @Test
  void aFolderThatCannotBeWrittenIsNamed() {
    Path missing = folder.resolve("missing");
    NextContentBuilder options =
        NextContent.builder(
                texts("visitor_id session_start hit_time content_id", "v 1 1 a", "v 1 2 b"))
            .temporaryFolder(missing);
    options.memoryBudget = 0;

    assertThatThrownBy(options.build()::counts)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageMatching(
            "the temporary file \\Q"
                + missing
                + "\\E/hybridrec-[-0-9a-f]+\\.tmp cannot be used \\(java\\.nio\\.file\\.NoSuchFileException:"
                + " .*\\); make room there or choose another folder with temporaryFolder");
  }

  @Test
  void aSourceThatIsNotSortedByVisitorIsRefusedWhereItIsNot() {
    NextContent examples =
        NextContent.builder(
                texts(
                    "visitor_id session_start hit_time content_id",
                    "a 1 1 x",
                    "b 1 1 x",
                    "b 1 2 x",
                    "a 1 2 x"))
            .sortedByVisitor()
            .build();

    assertThatThrownBy(examples::counts)
        .isInstanceOf(InvalidDataException.class)
        .hasMessage(
            "view 3: visitor 'a' stands after visitor 'b'; the views must be sorted by visitor, in"
                + " the order of code points or of whole numbers, or leave out sortedByVisitor");
  }
}
