package org.hybridrec.core.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.hybridrec.features.encoded.FloatSlot;
import org.hybridrec.features.encoded.InputLayout;
import org.junit.jupiter.api.Test;

class ParameterTest {

  /** The kernel of an output layer of several tiles: what does not lie in one piece. */
  private static final Parameter KERNEL = kernel();

  private static Parameter kernel() {
    InputLayout layout = new InputLayout(List.of(new FloatSlot("f", 3)));
    float[] numbers = new float[3 * 1100];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = i;
    }
    Map<String, float[]> values = Map.of("output/kernel", numbers, "output/bias", new float[1100]);
    return Network.of(new NetworkShape(layout, List.of(), 1100), values).parameters().get(0);
  }

  @Test
  void readsAsIfItLayRowMajorInOnePiece() {
    assertThat(KERNEL.name()).isEqualTo("output/kernel");
    assertThat(KERNEL.shape()).containsExactly(3, 1100);
    assertThat(KERNEL.size()).isEqualTo(3300);
    float[] all = KERNEL.toArray();
    for (int i = 0; i < all.length; i++) {
      assertThat(all[i]).isEqualTo(i);
    }
  }

  @Test
  void readsAnyRange() {
    Random random = new Random(5);
    for (int repetition = 0; repetition < 200; repetition++) {
      int from = random.nextInt(3301);
      int length = random.nextInt(3301 - from);
      float[] target = new float[length + 7];
      Arrays.fill(target, -1f);
      KERNEL.read(from, target, 4, length);
      for (int i = 0; i < target.length; i++) {
        boolean within = i >= 4 && i < 4 + length;
        assertThat(target[i]).isEqualTo(within ? from + i - 4 : -1f);
      }
    }
  }

  @Test
  void refusesRangesOutsideOfIt() {
    float[] target = new float[4000];
    for (long[] range :
        new long[][] {{-1, 1}, {0, 3301}, {3300, 1}, {5, -1}, {Long.MAX_VALUE, 1}}) {
      assertThatThrownBy(() -> KERNEL.read(range[0], target, 0, (int) range[1]))
          .isInstanceOf(IndexOutOfBoundsException.class)
          .hasMessage(
              "parameter 'output/kernel': %d numbers from position %d are not within its 3300",
              range[1], range[0]);
    }
    assertThatThrownBy(() -> KERNEL.read(0, new float[3], 1, 3))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void readsNothingAnywhere() {
    for (long position : new long[] {0, 1, 512, 1100, 3300}) {
      KERNEL.read(position, new float[0], 0, 0);
    }
    assertThat(KERNEL.size()).isEqualTo(3300);
  }
}
