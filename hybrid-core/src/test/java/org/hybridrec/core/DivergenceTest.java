package org.hybridrec.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hybridrec.features.FeatureColumns.embedding;
import static org.hybridrec.features.FeatureColumns.hashBucket;
import static org.hybridrec.features.FeatureColumns.indicator;
import static org.hybridrec.features.FeatureColumns.numeric;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.hybridrec.core.file.ModelFormatException;
import org.hybridrec.core.file.TensorFile;
import org.hybridrec.core.network.Network;
import org.hybridrec.core.optimization.Optimizer;
import org.hybridrec.core.training.DivergencePolicy;
import org.hybridrec.core.training.TrainingDivergedException;
import org.hybridrec.core.training.TrainingInterruptedException;
import org.hybridrec.core.training.TrainingListener;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.InvalidDataException;
import org.hybridrec.features.source.MapSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training that runs away is stopped or brought back, and never saved. */
class DivergenceTest {

  private static final int RUNS = 100;

  /** Epochs have 4 steps of 40 rows; a checkpoint stands after each third step. */
  private static final ExampleSource ROWS = ToyShop.examples(150, 1);

  @TempDir Path folder;

  /** What goes wrong in a run. */
  private enum Trouble {
    RATE,
    NAN_CELL,
    ZERO_VARIANCE,
    HUGE_NUMBERS
  }

  private static HybridRecommender recommender(Trouble trouble, Optimizer optimizer, long seed) {
    var price = numeric("price").withDefault(12f);
    return HybridRecommender.builder()
        .label("next", ToyShop.items())
        .column(embedding(hashBucket("item", 9), 4))
        .column(indicator(hashBucket("category", 5)))
        .column(
            trouble == Trouble.ZERO_VARIANCE
                ? price.normalizedBy(15.5f, 1e-30f)
                : price.normalizedBy(15.5f, 3.5f))
        .hiddenUnits(7)
        .optimizer(optimizer)
        .batchSize(40)
        .epochs(4)
        .seed(seed)
        .build();
  }

  private static Optimizer optimizer(int kind, float rate) {
    return switch (kind % 3) {
      case 0 -> Optimizer.sgd(rate);
      case 1 -> Optimizer.adagrad(rate);
      default -> Optimizer.adam(rate);
    };
  }

  private static ExampleSource rows(Trouble trouble, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Map<String, Object>> rows = new ArrayList<>();
    int bad = random.nextInt(150);
    for (int i = 0; i < 150; i++) {
      int current = random.nextInt(ToyShop.ITEMS);
      Map<String, Object> row = new HashMap<>(ToyShop.row(current));
      row.put("next", ToyShop.next(current));
      if (trouble == Trouble.NAN_CELL && i == bad) {
        row.put("price", Double.NaN);
      } else if (trouble == Trouble.HUGE_NUMBERS) {
        row.put("price", 1e30 * (1 + random.nextInt(100)));
      }
      rows.add(row);
    }
    return MapSource.of(rows);
  }

  @Test
  void everyOfAHundredTroubledRunsEndsTypedOrRecoversAndKeepsOnlyWhatIsFinite() throws IOException {
    int stopped = 0;
    int refused = 0;
    int ended = 0;
    AtomicInteger rolledBack = new AtomicInteger();
    TrainingListener counting =
        new TrainingListener() {
          @Override
          public void onRollBack(long step, int rollBacks, String cause) {
            assertThat(cause).matches("training diverged: .* (at|after) step \\d+.*");
            rolledBack.incrementAndGet();
          }
        };
    for (int run = 0; run < RUNS; run++) {
      Trouble trouble = Trouble.values()[run % 4];
      Optimizer optimizer = optimizer(run / 4, trouble == Trouble.RATE ? 1e6f : 0.1f);
      Path own = folder.resolve("run" + run);
      TrainingRun training =
          recommender(trouble, optimizer, run)
              .run()
              .threads(1)
              .directory(own)
              .checkpointEvery(3)
              .listener(counting)
              .onDivergence(
                  run % 8 < 4 ? DivergencePolicy.FAIL : DivergencePolicy.rollBack(1 + run % 5));
      try {
        requireFinite(training.fit(rows(trouble, run)));
        ended++;
      } catch (TrainingDivergedException e) {
        assertThat(e)
            .hasMessageMatching("training diverged: .* step \\d+ .*learning rate \\(it was .*");
        stopped++;
      } catch (InvalidDataException e) {
        assertThat(trouble).isEqualTo(Trouble.NAN_CELL);
        assertThat(e).hasMessageMatching("(?s).*row \\d+.*price.*");
        refused++;
      }
      requireWholeFilesOfFiniteNumbers(own);
    }
    assertThat(refused).isEqualTo(RUNS / 4);
    assertThat(stopped).isPositive();
    assertThat(ended).isPositive();
    assertThat(stopped + ended + refused).isEqualTo(RUNS);
    assertThat(rolledBack.get()).isPositive();
  }

  private static void requireFinite(HybridModel model) {
    model
        .network()
        .parameters()
        .forEach(
            one -> {
              for (float number : one.toArray()) {
                assertThat(number).as(one.name()).isFinite();
              }
            });
  }

  /** Reading refuses every number that is not finite. */
  private static void requireWholeFilesOfFiniteNumbers(Path run) throws IOException {
    if (Files.exists(run)) {
      try (Stream<Path> files = Files.walk(run)) {
        files
            .filter(file -> file.toString().endsWith(".safetensors"))
            .forEach(file -> assertThat(TensorFile.read(file).names()).isNotEmpty());
      }
    }
  }

  /** Diverges in the second epoch at its full rate, and not at an eighth of it. */
  private static HybridRecommender hasty() {
    return HybridRecommender.builder()
        .label("next", ToyShop.items())
        .column(embedding(hashBucket("item", 9), 4))
        .column(numeric("price").normalizedBy(15.5f, 3.5f))
        .hiddenUnits(7)
        .optimizer(Optimizer.sgd(HASTE))
        .batchSize(40)
        .epochs(6)
        .seed(5)
        .build();
  }

  private static final float HASTE = 1000f;
  private static final DivergencePolicy PATIENT = DivergencePolicy.rollBack(20);

  private static byte[] bytes(HybridModel model) {
    return ModelFile.toTensors(model).toBytes();
  }

  private static TrainingRun run(Path own) {
    return hasty().run().threads(1).directory(own).checkpointEvery(3).onDivergence(PATIENT);
  }

  /** Remembers what it was told. */
  private static final class Told implements TrainingListener {
    final List<String> rollBacks = new ArrayList<>();

    @Override
    public void onRollBack(long step, int number, String cause) {
      rollBacks.add(number + " to step " + step);
    }
  }

  @Test
  void failsByDefault() {
    assertThatThrownBy(() -> hasty().run().threads(1).fit(ROWS))
        .isInstanceOf(TrainingDivergedException.class)
        .hasMessageMatching(
            "training diverged: .* step \\d+ of epoch \\d; try a smaller learning rate \\(it was"
                + " 1000.0\\) or look for numbers of very different size among the columns");
  }

  @Test
  void goesBackToTheLastCheckpointAndThenToTheBeginningWithHalfTheRateUntilItHolds()
      throws IOException {
    Told told = new Told();

    HybridModel model = run(folder).listener(told).fit(ROWS);

    requireFinite(model);
    assertThat(model.fitReport().steps()).isEqualTo(24);
    assertThat(model.recommender().training().optimizer().learningRate()).isEqualTo(HASTE);
    // Where it has gone back and diverges again before the next checkpoint, it begins anew.
    assertThat(told.rollBacks).startsWith("1 to step 3", "2 to step 0");
    for (int n = 0; n < told.rollBacks.size(); n++) {
      assertThat(told.rollBacks.get(n)).matches((n + 1) + " to step (0|3|6|9|12|15|18|21)");
    }
    assertThat(Files.readString(folder.resolve("run.json")))
        .contains("\"roll_backs\":" + told.rollBacks.size());
    assertThat(Files.readAllLines(folder.resolve("journal.jsonl")))
        .filteredOn(line -> line.contains("roll_back"))
        .hasSize(told.rollBacks.size())
        .allMatch(line -> line.contains("\"cause\":\"training diverged: "));
  }

  @Test
  void givesUpAfterAsManyTimesAsItMay() {
    TrainingRun run = run(folder).onDivergence(DivergencePolicy.rollBack(1));

    assertThatThrownBy(() -> run.fit(ROWS))
        .isInstanceOf(TrainingDivergedException.class)
        .hasMessageMatching(
            "training diverged: .* \\(it was 500.0\\) .*; it was rolled back 1 times, as often as it"
                + " may be")
        .hasCauseInstanceOf(TrainingDivergedException.class);
  }

  @Test
  void withoutAFolderItBeginsAnew() {
    Told told = new Told();

    HybridModel model = hasty().run().threads(1).listener(told).onDivergence(PATIENT).fit(ROWS);

    requireFinite(model);
    assertThat(told.rollBacks).isNotEmpty().allMatch(one -> one.endsWith(" to step 0"));
    HybridRecommender slow =
        HybridRecommender.builder()
            .label("next", ToyShop.items())
            .columns(hasty().columns())
            .hiddenUnits(7)
            .optimizer(Optimizer.sgd(Math.scalb(HASTE, -told.rollBacks.size())))
            .batchSize(40)
            .epochs(6)
            .seed(5)
            .build();
    Network other = slow.run().threads(1).fit(ROWS).network();
    for (int p = 0; p < other.parameters().size(); p++) {
      assertThat(model.network().parameters().get(p).toArray())
          .containsExactly(other.parameters().get(p).toArray());
    }
  }

  @Test
  void goesTheSameWayWithOtherThreads() {
    assertThat(bytes(run(folder.resolve("a")).threads(3).fit(ROWS)))
        .isEqualTo(bytes(run(folder.resolve("b")).fit(ROWS)));
  }

  @Test
  void goesTheSameWayWhereverItIsCancelledAndResumed() throws IOException {
    byte[] expected = bytes(run(folder.resolve("whole")).fit(ROWS));
    List<String> journal = Files.readAllLines(folder.resolve("whole/journal.jsonl"));
    for (int every = 1; every <= 7; every++) {
      Path own = folder.resolve("every" + every);
      HybridModel model = null;
      int lives = 0;
      while (model == null) {
        int[] left = {every + lives % 3};
        lives++;
        assertThat(lives).isLessThan(200);
        try {
          model = run(own).keepCheckpoints(1).resume().cancelledBy(() -> --left[0] <= 0).fit(ROWS);
        } catch (TrainingInterruptedException e) {
          assertThat(e).hasMessageStartingWith("training was cancelled after step ");
        }
      }
      assertThat(lives).isGreaterThan(1);
      assertThat(bytes(model)).as("cancelled every %d steps", every).isEqualTo(expected);
      assertThat(Files.readAllLines(own.resolve("journal.jsonl")))
          .filteredOn(line -> line.contains("roll_back"))
          .isEqualTo(journal.stream().filter(line -> line.contains("roll_back")).toList());
    }
  }

  @Test
  void aModelWithWeightsThatAreNotFiniteIsNotSaved() {
    HybridModel whole = TrainedToys.model(3);
    for (float value : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
      Map<String, float[]> weights = new HashMap<>();
      whole.network().parameters().forEach(one -> weights.put(one.name(), one.toArray()));
      weights.get("hidden/1/bias")[2] = value;
      HybridModel broken =
          new HybridModel(
              whole.recommender(), Network.of(whole.network().shape(), weights), whole.fitReport());
      Path file = folder.resolve("model");
      assertThatThrownBy(() -> broken.save(file))
          .isInstanceOfSatisfying(
              ModelFormatException.class,
              e -> assertThat(e.kind()).isEqualTo(ModelFormatException.Kind.NON_FINITE))
          .hasMessageContaining("hidden/1/bias");
      assertThat(file).doesNotExist();
    }
  }

  @Test
  void aFileWithWeightsThatAreNotFiniteIsNotLoaded() throws Exception {
    HybridModel whole = TrainedToys.model(3);
    byte[] bytes = bytes(whole);
    float weight =
        whole.network().parameters().stream()
            .filter(one -> one.name().equals("hidden/1/bias"))
            .findFirst()
            .orElseThrow()
            .toArray()[2];
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int place = bytes.length - 36;
    while (buffer.getInt(place) != Float.floatToRawIntBits(weight)) {
      place--;
    }
    buffer.putFloat(place, Float.NaN);
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    sha256.update(bytes, 0, bytes.length - 32);
    buffer.put(bytes.length - 32, sha256.digest());
    Path file = folder.resolve("model");
    Files.write(file, bytes);
    assertThatThrownBy(() -> HybridModel.load(file))
        .isInstanceOfSatisfying(
            ModelFormatException.class,
            e -> assertThat(e.kind()).isEqualTo(ModelFormatException.Kind.NON_FINITE));
  }

  @Test
  void refusesAPolicyOutOfRange() {
    assertThatThrownBy(() -> DivergencePolicy.rollBack(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rollBack must be at least 1, was 0");
    assertThatThrownBy(() -> DivergencePolicy.rollBack(31))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("rollBacks must be at least 0 and at most 30, was 31");
  }
}
