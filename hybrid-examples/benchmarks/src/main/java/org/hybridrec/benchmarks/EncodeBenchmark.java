package org.hybridrec.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.hybridrec.features.BoundEncoder;
import org.hybridrec.features.DirtyValues;
import org.hybridrec.features.FeatureEncoder;
import org.hybridrec.features.ItemIndex;
import org.hybridrec.features.LabelColumn;
import org.hybridrec.features.arrow.ArrowFiles;
import org.hybridrec.features.arrow.ArrowSource;
import org.hybridrec.features.source.CsvFiles;
import org.hybridrec.features.source.CsvSource;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceReader;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Reading and encoding of lab rows, label included, on one thread, as fitting does it: rows a
 * second from objects in memory, from Arrow streams, and from CSV. Every round begins anew, so that
 * the encoding of each of the 15,634 titles is part of it.
 *
 * <pre>
 * java -jar hybrid-examples/benchmarks/target/benchmarks.jar jmh EncodeBenchmark
 * </pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 3, time = 3)
public class EncodeBenchmark {

  private static final int ROWS = 1_000_000;

  /** Where rows come from. */
  public enum Kind {
    /** Objects in memory. */
    OBJECTS,
    /** An Arrow stream, texts as dictionaries. */
    ARROW,
    /** An Arrow stream, texts as plain UTF-8. */
    ARROW_PLAIN,
    /** A CSV file. */
    CSV
  }

  /** Where rows come from. */
  @Param Kind kind;

  /** Whether the 20 columns of factors are there besides those of the lab's five fields. */
  @Param({"false", "true"})
  boolean factors;

  private Path file;
  private ExampleSource source;
  private FeatureEncoder encoder;
  private LabelColumn label;

  /** Made by JMH. */
  @SuppressWarnings("NullAway.Init") // JMH calls setUp
  public EncodeBenchmark() {}

  /** Draws the rows and writes their file. */
  @Setup
  public void setUp() throws IOException {
    LabRows rows = LabRows.draw(ROWS);
    encoder = FeatureEncoder.of(factors ? LabRecipe.columns() : LabRecipe.contentColumns());
    ExampleSource objects = factors ? rows.source() : rows.contentSource();
    label = new LabelColumn("next_content_id", ItemIndex.of(rows.articleIds()));
    file = Files.createTempFile("lab-rows", kind == Kind.CSV ? ".csv" : ".arrows");
    source =
        switch (kind) {
          case OBJECTS -> objects;
          case ARROW ->
              arrow(objects, "next_content_id", "content_id", "category", "title", "author");
          case ARROW_PLAIN -> arrow(objects);
          case CSV -> csv(objects);
        };
  }

  private ExampleSource arrow(ExampleSource rows, String... dictionaries) {
    ArrowFiles.write(rows, file, dictionaries);
    return ArrowSource.stream(file);
  }

  private ExampleSource csv(ExampleSource rows) {
    CsvFiles.write(rows, file);
    return CsvSource.of(file);
  }

  /** Removes the file. */
  @TearDown
  public void tearDown() throws IOException {
    Files.deleteIfExists(file);
  }

  /** Encodes all rows; returns how many. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public int encode() {
    BoundEncoder bound = encoder.bind(source.schema(), label, DirtyValues.REFUSE);
    int count = 0;
    try (SourceReader reader = source.open()) {
      for (SourceBatch batch = reader.next(); batch != null; batch = reader.next()) {
        count += bound.encode(batch).rowCount();
      }
    }
    return count;
  }
}
