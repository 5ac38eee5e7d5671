package org.hybridrec.core.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceColumn;
import org.hybridrec.features.source.SourceField;
import org.hybridrec.features.source.SourceReader;
import org.hybridrec.features.source.SourceSchema;
import org.hybridrec.features.source.ValueType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An evaluation in a JVM of its own, whose whole heap is 48 MB. */
class MemoryTest {

  /** Rows that are made as they are read: a visitor each, labels and histories in turn. */
  private record Numbers(int rows, int items) implements ExampleSource {

    private static final int BATCH = 1_024;

    @Override
    public SourceSchema schema() {
      return new SourceSchema(
          List.of(
              new SourceField("visitor", ValueType.INTEGER, false),
              new SourceField("next", ValueType.INTEGER, false)));
    }

    @Override
    public SourceReader open() {
      return new SourceReader() {
        private int first;

        @Override
        public SourceBatch next() {
          if (first >= rows) {
            return null;
          }
          int from = first;
          first = Math.min(rows, first + BATCH);
          return new Batch(from, first - from, items);
        }

        @Override
        public void close() {}
      };
    }
  }

  private record Batch(int first, int rowCount, int items) implements SourceBatch {

    @Override
    public SourceColumn column(int index) {
      return new SourceColumn() {
        @Override
        public int valueCount(int row) {
          return 1;
        }

        @Override
        public boolean isNull(int row, int i) {
          return false;
        }

        @Override
        public String text(int row, int i) {
          return Long.toString(integer(row, i));
        }

        @Override
        public long integer(int row, int i) {
          int number = first + row;
          return index == 0 ? number : number % items;
        }

        @Override
        public double number(int row, int i) {
          return integer(row, i);
        }
      };
    }

    @Override
    public String location(int row) {
      return "row " + (first + row);
    }
  }

  /** Evaluates, and says how large the heap may be and what came out. */
  public static void main(String... arguments) {
    int rows = Integer.parseInt(arguments[0]);
    int items = Integer.parseInt(arguments[1]);
    float[] logits = new float[items];
    for (int i = 0; i < items; i++) {
      logits[i] = -i / (float) items;
    }
    ExampleSource source = new Numbers(rows, items);
    RankingReport report =
        Evaluator.at(10)
            .visitors("visitor")
            .evaluate(new TableScorer(items, row -> logits), source);
    System.out.printf(
        "%d MB, %d rows, hits %.6f, median %.1f, intervals %d%n",
        Runtime.getRuntime().maxMemory() >> 20,
        report.evaluation().rows(),
        report.evaluation().topKAccuracy(),
        report.medianRank(),
        report.intervals().size());
  }

  @ParameterizedTest
  @CsvSource({"1000000, 20, 0.500000, 10.5", "20, 1000000, 0.500000, 10.5"})
  void aMillionRowsOrAMillionItemsTakeLessThan50Megabytes(
      int rows, int items, String hits, String median) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx48m",
                "-cp",
                System.getProperty("java.class.path"),
                MemoryTest.class.getName(),
                "" + rows,
                "" + items)
            .redirectErrorStream(true)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(out).isZero();
    assertThat(out.strip())
        .endsWith(" MB, %d rows, hits %s, median %s, intervals 6".formatted(rows, hits, median));
    assertThat(Integer.parseInt(out.split(" ")[0])).isLessThan(50);
  }
}
