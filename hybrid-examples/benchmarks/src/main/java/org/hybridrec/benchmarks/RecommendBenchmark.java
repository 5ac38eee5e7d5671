package org.hybridrec.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.hybridrec.core.HybridModel;
import org.hybridrec.core.ranking.Recommendation;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The top 10 of one row among 15,634 classes: from encoded values, as the peers of {@code peers
 * --recommend} have it, and from a request's raw values, encoding included. {@code -prof gc} shows
 * what a call allocates.
 *
 * <pre>
 * java -jar hybrid-examples/benchmarks/target/benchmarks.jar jmh RecommendBenchmark -prof gc
 * </pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode({Mode.AverageTime, Mode.SampleTime})
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class RecommendBenchmark {

  private static final int K = 10;

  private HybridEngine engine;
  private HybridModel model;
  private List<Map<String, Object>> requests;
  private int row;

  /** Made by JMH. */
  @SuppressWarnings("NullAway.Init") // JMH calls setUp
  public RecommendBenchmark() {}

  /** Makes the network of the reference problem, and a model of the lab's columns. */
  @Setup
  public void setUp() {
    ReferenceStep problem = ReferenceStep.draw(StepSize.REFERENCE, ReferenceStep.SEED);
    engine = new HybridEngine(problem, 128, 1);
    LabRows rows = LabRows.draw(20_000);
    model = LabRecipe.barelyTrained(rows);
    requests = rows.requests(1_000);
  }

  /** From encoded values. */
  @Benchmark
  public Object encodedRow() {
    row = (row + 1) % requests.size();
    return engine.recommend(row, K);
  }

  /** From raw values by field name. */
  @Benchmark
  public List<Recommendation> rawRow() {
    row = (row + 1) % requests.size();
    return model.recommend(requests.get(row), K);
  }
}
