package org.hybridrec.core.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hybridrec.features.encoded.Combiner;
import org.hybridrec.features.encoded.EmbeddingSlot;
import org.hybridrec.features.encoded.FloatSlot;
import org.hybridrec.features.encoded.IndicatorSlot;
import org.hybridrec.features.encoded.InputLayout;
import org.hybridrec.features.encoded.Slot;
import org.junit.jupiter.api.Test;

class NetworkShapeTest {

  private static final float NO_LIMIT = Float.POSITIVE_INFINITY;

  private static NetworkShape shape(List<Integer> hidden, int classes, Slot... slots) {
    return new NetworkShape(new InputLayout(List.of(slots)), hidden, classes);
  }

  private static EmbeddingSlot embedding(
      String name, String table, int cardinality, int width, boolean trainable, boolean given) {
    return new EmbeddingSlot(
        name, table, cardinality, width, Combiner.MEAN, NO_LIMIT, trainable, given);
  }

  private static void assertRefused(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
  }

  @Test
  void countsEveryParameterOnce() {
    NetworkShape shape =
        shape(
            List.of(7, 5),
            11,
            embedding("a", "t", 10, 3, true, false),
            embedding("b", "t", 10, 3, true, false),
            embedding("c", "u", 20, 4, false, true),
            new IndicatorSlot("i", 6),
            new FloatSlot("f", 2));
    int width = 3 + 3 + 4 + 6 + 2;
    int trained = 10 * 3 + (width + 1) * 7 + (7 + 1) * 5 + (5 + 1) * 11;
    assertThat(shape.layout().width()).isEqualTo(width);
    assertThat(shape.outputInputWidth()).isEqualTo(5);
    assertThat(shape.trainableCount()).isEqualTo(trained);
    assertThat(shape.fixedCount()).isEqualTo(20 * 4);
    assertThat(shape.parameterCount()).isEqualTo(trained + 20 * 4);
    Network network = Network.initialise(shape, 1, Map.of("embedding/u", new float[80]));
    assertThat(network.parameters().stream().mapToLong(Parameter::size).sum())
        .isEqualTo(shape.parameterCount());
    assertThat(shape(List.of(), 11, new FloatSlot("f", 2)).outputInputWidth()).isEqualTo(2);
  }

  @Test
  void keepsACopyOfTheWidths() {
    List<Integer> widths = new ArrayList<>(List.of(3, 4));
    NetworkShape shape = shape(widths, 2, new FloatSlot("f", 1));
    widths.set(0, 99);
    assertThat(shape.hiddenUnits()).containsExactly(3, 4);
  }

  @Test
  void refusesWidthsAndCountsBelowOne() {
    FloatSlot floats = new FloatSlot("f", 1);
    assertRefused(() -> shape(List.of(), 0, floats), "classCount must be at least 1, was 0");
    assertRefused(
        () -> shape(List.of(4, 0), 2, floats), "hiddenUnits[1] must be at least 1, was 0");
    assertRefused(
        () -> shape(List.of(), 2, new FloatSlot("f", 0)),
        "slot 'f': width must be at least 1, was 0");
    assertRefused(
        () -> shape(List.of(), 2, new IndicatorSlot("i", 0)),
        "slot 'i': width must be at least 1, was 0");
    assertRefused(
        () -> shape(List.of(), 2, embedding("e", "t", 0, 3, true, false)),
        "slot 'e': cardinality must be at least 1, was 0");
    assertRefused(
        () -> shape(List.of(), 2, embedding("e", "t", 3, 0, true, false)),
        "slot 'e': width must be at least 1, was 0");
  }

  @Test
  void refusesALimitOfLengthThatIsNotPositive() {
    for (float limit : new float[] {0f, -1f, Float.NaN}) {
      assertRefused(
          () ->
              shape(
                  List.of(),
                  2,
                  new EmbeddingSlot("e", "t", 3, 3, Combiner.SUM, limit, true, false)),
          "slot 'e': maxNorm must be positive, was " + limit);
    }
  }

  @Test
  void refusesSlotsThatDisagreeAboutTheirTable() {
    EmbeddingSlot first = embedding("a", "t", 10, 3, true, false);
    for (EmbeddingSlot second :
        List.of(
            embedding("b", "t", 11, 3, true, false),
            embedding("b", "t", 10, 4, true, false),
            embedding("b", "t", 10, 3, false, false),
            embedding("b", "t", 10, 3, true, true))) {
      assertRefused(
          () -> shape(List.of(), 2, first, second),
          "slots 'a' and 'b' share table 't' and must agree on cardinality, width, trainable and"
              + " given");
    }
    assertThat(
            shape(
                    List.of(),
                    2,
                    first,
                    new EmbeddingSlot("b", "t", 10, 3, Combiner.SUM, 2f, true, false))
                .tables())
        .containsOnlyKeys("t");
  }

  @Test
  void refusesATableThatIsLongerThanAnArray() {
    assertRefused(
        () -> shape(List.of(), 2, embedding("e", "t", 1 << 30, 2, true, false)),
        "table 't': 1073741824 rows of 2 floats are more than one table can hold, 2147483639");
    assertThat(shape(List.of(), 2, embedding("e", "t", 1 << 30, 1, true, false)).parameterCount())
        .isEqualTo((1L << 30) + 4);
  }

  @Test
  void refusesAnInputLayerThatIsWiderThanAnArray() {
    assertRefused(
        () -> shape(List.of(), 2, new IndicatorSlot("i", 1 << 30), new IndicatorSlot("j", 1 << 30)),
        "the input layer: 2147483648 places are more than one layer can have, 2147483639;"
            + " take fewer buckets or embeddings instead of indicators");
  }

  @Test
  void layersOfEveryWidthAreCountedWithoutOverflow() {
    int most = Integer.MAX_VALUE;
    NetworkShape shape = shape(List.of(most, most, most), most, new FloatSlot("f", 1));
    assertThat(shape.parameterCount()).isEqualTo(Long.MAX_VALUE);
    assertThatThrownBy(() -> Network.initialise(shape, 1, Map.of()))
        .isInstanceOf(InsufficientMemoryException.class)
        .hasMessageStartingWith("weights of the network: 9223372036854775807 floats need");
  }
}
