package org.hybridrec.core.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hybridrec.core.network.RandomCase.Kind;
import org.hybridrec.core.optimization.Optimizer;
import org.hybridrec.features.encoded.Combiner;
import org.hybridrec.features.encoded.EmbeddingSlot;
import org.hybridrec.features.encoded.EncodedBatch;
import org.hybridrec.features.encoded.FloatSlot;
import org.hybridrec.features.encoded.IdList;
import org.hybridrec.features.encoded.IndicatorSlot;
import org.hybridrec.features.encoded.InputLayout;
import org.junit.jupiter.api.Test;

class NetworkTest {

  private static final float NO_LIMIT = Float.POSITIVE_INFINITY;

  private static final InputLayout LAYOUT =
      new InputLayout(
          List.of(
              new EmbeddingSlot("item", "items", 9, 3, Combiner.MEAN, NO_LIMIT, true, false),
              new IndicatorSlot("kind", 4),
              new EmbeddingSlot("title", "titles", 5, 6, Combiner.MEAN, NO_LIMIT, false, true),
              new FloatSlot("price", 2)));

  private static final NetworkShape SHAPE = new NetworkShape(LAYOUT, List.of(8, 5), 1025);

  private static Map<String, float[]> titles() {
    float[] titles = new float[30];
    for (int i = 0; i < titles.length; i++) {
      titles[i] = i / 30f;
    }
    return new HashMap<>(Map.of("embedding/titles", titles));
  }

  private static Network network() {
    return Network.initialise(SHAPE, 1, titles());
  }

  private static EncodedBatch batch(NetworkShape shape, int rows) {
    return RandomCase.of(new Random(rows), shape, rows, 0f).batch();
  }

  private static Map<String, float[]> values(Network network) {
    Map<String, float[]> values = new LinkedHashMap<>();
    network.parameters().forEach(one -> values.put(one.name(), one.toArray()));
    return values;
  }

  private static float[][] logits(Network network, EncodedBatch batch) {
    float[][] logits = new float[batch.rowCount()][network.shape().classCount()];
    network.logits(batch, logits);
    return logits;
  }

  private static void assertRefused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }

  @Test
  void logitsAreThoseOfTheReferenceForEveryKind() {
    Random random = new Random(Seed.of(getClass()));
    for (Kind kind : Kind.all()) {
      RandomCase drawn =
          RandomCase.draw(random, kind, 1 + random.nextInt(9), 1 + random.nextInt(9));
      double[][] expected = drawn.reference().logits(drawn.batch(), ReferenceMasks.NONE);
      float[][] logits = logits(drawn.network(), drawn.batch());
      double scale = 1;
      for (double[] row : expected) {
        for (double one : row) {
          scale = Math.max(scale, Math.abs(one));
        }
      }
      for (int row = 0; row < expected.length; row++) {
        for (int j = 0; j < expected[row].length; j++) {
          assertThat((double) logits[row][j])
              .as("%s", drawn)
              .isCloseTo(expected[row][j], within(2e-6 * scale));
        }
      }
    }
  }

  @Test
  void theLossIsThatOfTheReferenceWithoutTraining() {
    Random random = new Random(Seed.of(getClass()));
    for (int classCount : new int[] {1, 2, 511, 512, 513, 1025}) {
      for (int rows : new int[] {1, 64, 65}) {
        Kind kind = Kind.all().get(random.nextInt(400));
        RandomCase drawn = RandomCase.draw(random, kind, classCount, rows);
        double expected = drawn.reference().loss(drawn.batch(), ReferenceMasks.NONE);
        assertThat(drawn.network().loss(drawn.batch()))
            .as("%s", drawn)
            .isCloseTo(expected, within(1e-6 * Math.max(1, expected)));
      }
    }
  }

  @Test
  void parametersHaveTheNamesShapesAndOrderOfTheClassComment() {
    assertThat(network().parameters())
        .extracting(Parameter::toString)
        .containsExactly(
            "embedding/items[9, 3]",
            "embedding/titles[5, 6]",
            "hidden/0/kernel[15, 8]",
            "hidden/0/bias[8]",
            "hidden/1/kernel[8, 5]",
            "hidden/1/bias[5]",
            "output/kernel[5, 1025]",
            "output/bias[1025]");
    assertThat(network().parameters())
        .extracting(Parameter::trainable)
        .containsExactly(true, false, true, true, true, true, true, true);
    assertThat(network().parameters().stream().filter(one -> one.size() != one.toArray().length))
        .isEmpty();
  }

  @Test
  void aNetworkOfItsParametersIsTheSameToTheBit() {
    for (NetworkShape shape : List.of(SHAPE, new NetworkShape(LAYOUT, List.of(), 513))) {
      Network network = Network.initialise(shape, 1, titles());
      NetworkTrainer trainer =
          new NetworkTrainer(network, Optimizer.adam(0.01f), Regularization.NONE, 1);
      for (int rows : new int[] {5, 70}) {
        trainer.step(batch(shape, rows));
      }
      Network copy = Network.of(shape, values(network));
      values(network).forEach((name, own) -> assertThat(values(copy).get(name)).isEqualTo(own));
      EncodedBatch batch = batch(shape, 70);
      assertThat(logits(copy, batch)).isDeepEqualTo(logits(network, batch));
      assertThat(copy.loss(batch)).isEqualTo(network.loss(batch));
    }
  }

  @Test
  void theLossIsTheSameToTheBitForAnyNumberOfThreads() {
    Network network = network();
    for (int rows : new int[] {1, 64, 65, 300}) {
      EncodedBatch batch = batch(SHAPE, rows);
      double expected = network.loss(batch);
      for (int threads : new int[] {1, 2, 7}) {
        try (Workers workers = Workers.threads(threads)) {
          assertThat(network.loss(batch, workers)).isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void aNetworkWithOtherTrainedValuesSharesTheTablesThatAreNotTrained() {
    Network network = network();
    Map<String, float[]> trained = new HashMap<>(values(network));
    trained.remove("embedding/titles");
    trained.get("output/bias")[7] = 3.5f;
    Network other = network.with(trained);
    assertThat(other.table("titles").values).isSameAs(network.table("titles").values);
    assertThat(values(other).get("output/bias")).isEqualTo(trained.get("output/bias"));
    assertThat(values(network).get("output/bias")[7]).isNotEqualTo(3.5f);
    trained.remove("output/bias");
    assertThatThrownBy(() -> network.with(trained))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("parameter 'output/bias' is missing");
  }

  @Test
  void aCopyIsNotChangedByTrainingItsOriginal() {
    Network network = network();
    Map<String, float[]> given = values(network);
    Map<String, float[]> before = values(network);
    Network copy = Network.of(SHAPE, given);
    new NetworkTrainer(network, Optimizer.sgd(1f), Regularization.NONE, 1).step(batch(SHAPE, 20));
    new NetworkTrainer(copy, Optimizer.sgd(2f), Regularization.NONE, 1).step(batch(SHAPE, 20));
    before.forEach((name, was) -> assertThat(given.get(name)).isEqualTo(was));
    assertThat(values(copy).get("output/bias"))
        .isNotEqualTo(before.get("output/bias"))
        .isNotEqualTo(values(network).get("output/bias"));
    assertThat(values(copy).get("embedding/titles")).isEqualTo(before.get("embedding/titles"));
  }

  @Test
  void scoresComeInTilesInAscendingOrderAndAreTheLogits() {
    for (int classCount : new int[] {1, 511, 512, 513, 1025}) {
      NetworkShape shape = new NetworkShape(LAYOUT, List.of(8), classCount);
      Network network = Network.initialise(shape, 1, titles());
      EncodedBatch batch = batch(shape, 130);
      float[][] logits = logits(network, batch);
      float[][] scores = new float[130][classCount];
      int[] next = new int[130];
      network.score(
          batch,
          (row, firstClass, piece, offset, count) -> {
            assertThat(firstClass).isEqualTo(next[row]);
            assertThat(count).isPositive();
            System.arraycopy(piece, offset, scores[row], firstClass, count);
            next[row] += count;
          });
      assertThat(next).containsOnly(classCount);
      assertThat(scores).isDeepEqualTo(logits);
    }
  }

  @Test
  void aRowHasTheSameLogitsInEveryBatch() {
    Network network = network();
    EncodedBatch batch = batch(SHAPE, 130);
    float[][] logits = logits(network, batch);
    for (int row : new int[] {0, 1, 63, 64, 128, 129}) {
      assertThat(logits(network, batch.slice(row, row + 1))[0]).isEqualTo(logits[row]);
    }
    assertThat(logits(network, batch.slice(7, 90)))
        .isDeepEqualTo(Arrays.copyOfRange(logits, 7, 90));
  }

  @Test
  void noRowsHaveNoLogits() {
    EncodedBatch none = batch(SHAPE, 3).slice(1, 1);
    network()
        .score(
            none,
            (row, firstClass, logits, offset, count) -> {
              throw new AssertionError("there is no row " + row);
            });
    assertRefused(() -> network().loss(none), "a batch needs at least one row, had none");
  }

  @Test
  void eightThreadsGetWhatOneGets() throws Exception {
    Network network = network();
    List<EncodedBatch> batches = new ArrayList<>();
    List<float[][]> expected = new ArrayList<>();
    for (int rows : new int[] {1, 2, 5, 63, 64, 65, 100, 129}) {
      batches.add(batch(SHAPE, rows));
      expected.add(logits(network, batches.get(batches.size() - 1)));
    }
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int thread = 0; thread < 8; thread++) {
        int first = thread;
        all.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < 40; i++) {
                    int which = (first + i) % batches.size();
                    float[][] logits = logits(network, batches.get(which));
                    assertThat(logits).isDeepEqualTo(expected.get(which));
                  }
                }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void refusesAGivenParameterOfAnotherSize() {
    for (String name : List.of("embedding/titles", "embedding/items", "output/bias")) {
      Map<String, float[]> given = titles();
      given.put(name, new float[29]);
      String expected =
          switch (name) {
            case "embedding/titles" -> "30 numbers of shape [5, 6]";
            case "embedding/items" -> "27 numbers of shape [9, 3]";
            default -> "1025 numbers of shape [1025]";
          };
      assertRefused(
          () -> Network.initialise(SHAPE, 1, given),
          "parameter '" + name + "': expected " + expected + ", were 29");
    }
  }

  @Test
  void refusesATableThatIsToBeGivenAndIsNot() {
    assertRefused(
        () -> Network.initialise(SHAPE, 1, Map.of()),
        "table 'titles' is to be given, but 'embedding/titles' is missing");
  }

  @Test
  void refusesParametersThatAreMissingOrNotKnown() {
    Map<String, float[]> missing = values(network());
    missing.remove("hidden/1/bias");
    assertRefused(() -> Network.of(SHAPE, missing), "parameter 'hidden/1/bias' is missing");
    Map<String, float[]> unknown = titles();
    unknown.put("hidden/2/bias", new float[5]);
    unknown.put("embedding/users", new float[5]);
    assertRefused(
        () -> Network.initialise(SHAPE, 1, unknown),
        "not a parameter of this network: [embedding/users, hidden/2/bias]; it has "
            + network().parameters());
  }

  @Test
  void refusesABatchOfAnotherLayout() {
    NetworkShape other =
        new NetworkShape(new InputLayout(List.of(new FloatSlot("x", 1))), List.of(), 2);
    EncodedBatch batch = batch(other, 3);
    for (ThrowingCallable call :
        List.<ThrowingCallable>of(() -> network().loss(batch), () -> logits(network(), batch))) {
      assertRefused(
          call, "the batch has another layout: expected " + LAYOUT + ", was " + other.layout());
    }
  }

  @Test
  void refusesAnIdOutOfRange() {
    IdList none = new IdList(new int[2], new int[0], null);
    for (int id : new int[] {-1, 9}) {
      IdList one = new IdList(new int[] {0, 1}, new int[] {id}, null);
      EncodedBatch batch =
          new EncodedBatch(LAYOUT, 1, List.of(one, none, none, new float[2]), null);
      assertRefused(
          () -> logits(network(), batch), "slot 'item': ids must be in [0, 9), one was " + id);
    }
  }

  @Test
  void refusesTheLossOfALabelThatIsNoClass() {
    EncodedBatch known = batch(SHAPE, 3);
    List<Object> slots = List.of(known.ids(0), known.ids(1), known.ids(2), known.floats(3));
    for (int label : new int[] {-1, 1025}) {
      EncodedBatch batch = new EncodedBatch(LAYOUT, 3, slots, new int[] {0, 1, label});
      assertRefused(
          () -> network().loss(batch),
          "row 2 of the batch: label must be in [0, 1025), was "
              + label
              + "; leave out rows whose label is not known");
    }
  }

  @Test
  void refusesBeforeAllocatingWhatTheHeapCannotHold() {
    long heap = Runtime.getRuntime().maxMemory();
    int classes = (int) Math.min(Integer.MAX_VALUE, heap / 4 / 1000);
    NetworkShape shape =
        new NetworkShape(new InputLayout(List.of(new FloatSlot("f", 1000))), List.of(), classes);
    long floats = 1001L * classes;
    String message =
        String.format(
            Locale.ROOT,
            ": %d floats need %.1f MB, the heap may grow to %.1f MB; give the JVM more (-Xmx), or"
                + " take fewer classes, fewer buckets, narrower embeddings or hidden layers",
            floats,
            floats * 4e-6,
            heap * 1e-6);
    assertThatThrownBy(() -> Network.initialise(shape, 1, Map.of()))
        .isInstanceOf(InsufficientMemoryException.class)
        .hasMessage("weights of the network" + message);
  }

  @Test
  void refusesStateThatTheHeapCannotHold() {
    long heap = 1000;
    assertThatThrownBy(
            () -> InsufficientMemoryException.check("weights and optimizer state", 251, heap))
        .isInstanceOf(InsufficientMemoryException.class)
        .hasMessageStartingWith("weights and optimizer state: 251 floats need 0.0 MB");
    InsufficientMemoryException.check("weights and optimizer state", 250, heap);
  }
}
