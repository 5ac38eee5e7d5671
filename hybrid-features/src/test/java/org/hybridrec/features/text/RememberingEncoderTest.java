package org.hybridrec.features.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.hybridrec.features.hashing.MalformedTextException;
import org.junit.jupiter.api.Test;

class RememberingEncoderTest {

  private final Counting counting = new Counting(TextEncoder.hashed(16, 3));

  @Test
  void eachDistinctListOfValuesIsEncodedOnce() {
    RememberingEncoder remembering = RememberingEncoder.of(counting, 1 << 20);
    for (int round = 0; round < 3; round++) {
      for (List<String> values : List.of(List.of("Wien"), List.of("Graz"), List.<String>of())) {
        assertThat(vector(remembering, values)).isEqualTo(vector(counting.encoder, values));
      }
    }
    assertThat(counting.encoded).containsExactly(List.of("Wien"), List.of("Graz"), List.of());
    assertThat(remembering.size()).isEqualTo(3);
  }

  @Test
  void listsAreToldApartByTheirValuesNotByTheirText() {
    RememberingEncoder remembering = RememberingEncoder.of(counting, 1 << 20);
    vector(remembering, List.of("a b"));
    vector(remembering, List.of("a", "b"));

    assertThat(counting.encoded).containsExactly(List.of("a b"), List.of("a", "b"));
  }

  @Test
  void aListThatTheCallerUsesAgainDoesNotDisturbTheMemory() {
    RememberingEncoder remembering = RememberingEncoder.of(counting, 1 << 20);
    List<String> reused = new ArrayList<>(List.of("Wien"));
    float[] wien = vector(remembering, reused);
    reused.set(0, "Graz");
    float[] graz = vector(remembering, reused);

    assertThat(graz).isNotEqualTo(wien);
    assertThat(vector(remembering, List.of("Wien"))).isEqualTo(wien);
    assertThat(counting.encoded).hasSize(2);
  }

  @Test
  void whatWouldPassTheLimitIsEncodedEachTimeAndWhatIsRememberedStays() {
    // an entry: 200, 4 × 16 for the vector, 64 + 2 × 4 for a text of four
    RememberingEncoder remembering = RememberingEncoder.of(counting, 2 * (200 + 64 + 72));
    for (int round = 0; round < 2; round++) {
      for (String text : List.of("Wien", "Graz", "Linz")) {
        assertThat(vector(remembering, List.of(text)))
            .isEqualTo(vector(counting.encoder, List.of(text)));
      }
    }
    assertThat(remembering.size()).isEqualTo(2);
    assertThat(counting.encoded)
        .containsExactly(List.of("Wien"), List.of("Graz"), List.of("Linz"), List.of("Linz"));
  }

  @Test
  void aTextTooLongForWhatIsLeftDoesNotCloseTheMemoryForShorterOnes() {
    RememberingEncoder remembering = RememberingEncoder.of(counting, 1_000);
    vector(remembering, List.of("lang ".repeat(500)));
    assertThat(remembering.size()).isZero();
    vector(remembering, List.of("kurz"));
    assertThat(remembering.size()).isEqualTo(1);
  }

  @Test
  void hasTheIdentityOfTheEncoderBehindIt() {
    RememberingEncoder remembering = RememberingEncoder.of(counting.encoder, 0);

    assertThat(remembering.name()).isEqualTo("hashed");
    assertThat(remembering.fingerprint()).isEqualTo(counting.encoder.fingerprint());
    assertThat(remembering.width()).isEqualTo(16);
  }

  @Test
  void aTextThatIsRefusedIsRefusedEachTime() {
    RememberingEncoder remembering = RememberingEncoder.of(counting, 1 << 20);
    for (int round = 0; round < 2; round++) {
      assertThatThrownBy(() -> vector(remembering, List.of("\uD83D")))
          .isInstanceOf(MalformedTextException.class);
    }
    assertThat(remembering.size()).isZero();
  }

  @Test
  void writesItsPlaceAndNothingElse() {
    RememberingEncoder remembering = RememberingEncoder.of(counting, 1 << 20);
    float[] target = new float[18];
    remembering.encode(List.of("Wien"), target, 1);

    assertThat(Arrays.copyOfRange(target, 1, 17)).isEqualTo(counting.encoder.encode("Wien"));
    assertThat(target[0]).isZero();
    assertThat(target[17]).isZero();
    assertThatThrownBy(() -> remembering.encode(List.of("Wien"), target, 3))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void manyThreadsGetTheSameVectors() {
    RememberingEncoder remembering = RememberingEncoder.of(counting, 20_000);
    IntStream.range(0, 20_000)
        .parallel()
        .forEach(
            i -> {
              List<String> values = List.of("Text " + i % 100);
              assertThat(vector(remembering, values)).isEqualTo(vector(counting.encoder, values));
            });
    // the limit, by entries of 200 + 64 + 64 + 2 × 6 bytes at least
    assertThat(remembering.size()).isBetween(1, 20_000 / 340);
  }

  @Test
  void aLimitBelowZeroIsRefused() {
    assertThatThrownBy(() -> RememberingEncoder.of(counting, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("remembering encoder: maxBytes must be at least 0, was -1");
  }

  private static float[] vector(VectorEncoder encoder, List<String> values) {
    float[] vector = new float[encoder.width()];
    encoder.encode(values, vector, 0);
    return vector;
  }

  /** Notes down what it is asked to encode. */
  private static final class Counting implements VectorEncoder {

    private final TextEncoder encoder;
    private final Queue<List<String>> encoded = new ConcurrentLinkedQueue<>();

    Counting(TextEncoder encoder) {
      this.encoder = encoder;
    }

    @Override
    public String name() {
      return encoder.name();
    }

    @Override
    public String fingerprint() {
      return encoder.fingerprint();
    }

    @Override
    public int width() {
      return encoder.width();
    }

    @Override
    public void encode(List<String> values, float[] target, int offset) {
      encoded.add(List.copyOf(values));
      encoder.encode(values, target, offset);
    }
  }
}
