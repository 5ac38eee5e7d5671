package org.hybridrec.core.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What all kernels keep, bit for bit, against the plainest code that does the same. Runs for the
 * plain ones, and in a JVM with the Vector API for those on it too.
 */
@Tag("kernels")
class KernelsTest {

  private static final List<Integer> LENGTHS =
      List.of(1, 2, 3, 7, 8, 15, 16, 17, 31, 33, 48, 63, 64, 65, 100, 127, 128, 129, 512, 515);

  static List<Kernels> kernels() {
    Kernels plain = new PlainKernels();
    return KernelChoice.vectorIsThere() ? List.of(plain, KernelChoice.CHOSEN) : List.of(plain);
  }

  static Stream<Arguments> kernelsAndLengths() {
    return kernels().stream().flatMap(k -> LENGTHS.stream().map(n -> Arguments.of(k, n)));
  }

  /** Every remainder of rows, depth and columns, then sizes that span several blocks. */
  static Stream<Arguments> products() {
    SplittableRandom random = new SplittableRandom(3);
    Stream<int[]> small =
        IntStream.range(0, 200)
            .mapToObj(
                i ->
                    new int[] {
                      random.nextInt(1, 15), random.nextInt(0, 9), random.nextInt(1, 140)
                    });
    Stream<int[]> big =
        Stream.of(
            new int[] {128, 64, 512},
            new int[] {65, 129, 274},
            new int[] {1, 300, 515},
            new int[] {7, 257, 1},
            new int[] {130, 20, 256},
            new int[] {5, 19, 191},
            new int[] {3, 37, 192},
            new int[] {4, 18, 193});
    List<int[]> sizes = Stream.concat(small, big).toList();
    return kernels().stream()
        .flatMap(k -> sizes.stream().map(s -> Arguments.of(k, s[0], s[1], s[2])));
  }

  @Test
  void theVectorApiIsUsedWhereItIsThere() {
    assumeTrue(KernelChoice.vectorIsThere(), "this JVM has no Vector API");

    assertThat(KernelChoice.CHOSEN.getClass().getSimpleName()).isEqualTo("VectorKernels");
  }

  @Test
  void withoutTheVectorApiThePlainKernelsAreUsed() {
    assumeTrue(!KernelChoice.vectorIsThere(), "this JVM has the Vector API");

    assertThat(KernelChoice.CHOSEN).isInstanceOf(PlainKernels.class);
  }

  @ParameterizedTest
  @MethodSource("products")
  void anElementOfAProductIsOneChainInAscendingDepth(
      Kernels kernels, int rows, int depth, int columns) {
    SplittableRandom random = new SplittableRandom(rows * 31L + depth * 7L + columns);
    float[][] a = matrix(random, rows + 2, depth);
    float[][] b = matrix(random, depth, columns);
    float[][] c = matrix(random, rows + 3, columns);
    float[][] expected = copy(c);
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        for (int k = 0; k < depth; k++) {
          expected[3 + i][j] = Math.fma(a[2 + i][k], b[k][j], expected[3 + i][j]);
        }
      }
    }

    kernels.multiply(c, 3, a, 2, rows, b, depth, columns, null);

    assertSameBits(c, expected, columns);
  }

  @ParameterizedTest
  @MethodSource("products")
  void aProductStartsFromARowIfOneIsGiven(Kernels kernels, int rows, int depth, int columns) {
    SplittableRandom random = new SplittableRandom(rows * 31L + depth * 7L + columns);
    float[][] a = matrix(random, rows, depth);
    float[][] b = matrix(random, depth, columns);
    float[] start = matrix(random, 1, columns)[0];
    float[][] c = matrix(random, rows + 1, columns);
    float[][] expected = copy(c);
    for (int i = 0; i < rows; i++) {
      System.arraycopy(start, 0, expected[i], 0, columns);
    }
    kernels.multiply(expected, 0, a, 0, rows, b, depth, columns, null);

    kernels.multiply(c, 0, a, 0, rows, b, depth, columns, start);

    assertSameBits(c, expected, columns);
  }

  @ParameterizedTest
  @MethodSource("products")
  void aTransposedProductIsOneChainInAscendingColumns(
      Kernels kernels, int rows, int units, int columns) {
    SplittableRandom random = new SplittableRandom(rows * 31L + units * 7L + columns);
    float[][] kernel = matrix(random, units, columns);
    float[][] dz = matrix(random, rows + 2, columns);
    float[][] dInput = matrix(random, rows + 2, units);
    float[][] expected = copy(dInput);
    for (int i = 2; i < rows + 2; i++) {
      for (int unit = 0; unit < units; unit++) {
        for (int k = 0; k < columns; k++) {
          expected[i][unit] = Math.fma(dz[i][k], kernel[unit][k], expected[i][unit]);
        }
      }
    }

    Kernels.TransposedProduct product = kernels.transposedProduct();
    product.take(matrix(random, units + 1, columns + 1), units + 1, columns + 1);
    product.take(kernel, units, columns);
    product.add(dInput, dz, 2, 2 + rows / 2);
    product.add(dInput, dz, 2 + rows / 2, 2 + rows);

    assertSameBits(dInput, expected, units);
  }

  @ParameterizedTest
  @MethodSource("kernelsAndLengths")
  void aGradientPassesWhereItsOutputIsAboveZeroAndNowhereElse(Kernels kernels, int length) {
    SplittableRandom random = new SplittableRandom(length);
    float[] out = matrix(random, 1, length)[0];
    float[] dOut = matrix(random, 1, length)[0];
    float[] odd = {0f, -0f, Float.NaN, Float.MIN_VALUE, Float.POSITIVE_INFINITY};
    for (int j = 0; j < length; j += 3) {
      out[j] = odd[j / 3 % odd.length];
    }
    float[] dz = matrix(random, 1, length + 1)[0];
    float[] expected = dz.clone();
    for (int j = 0; j < length; j++) {
      expected[j] = out[j] > 0f ? dOut[j] * 1.25f : 0f;
    }

    kernels.passWhereActive(out, dOut, 1.25f, dz, length);

    assertThat(dz).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("kernelsAndLengths")
  void aMultipleIsAddedWithOneFusedOperationEach(Kernels kernels, int length) {
    SplittableRandom random = new SplittableRandom(length);
    float[] x = matrix(random, 1, length + 5)[0];
    float[] y = matrix(random, 1, length + 5)[0];
    for (int offset : new int[] {0, 3}) {
      float[] expected = y.clone();
      for (int j = 0; j < length; j++) {
        expected[offset + j] = Math.fma(0.3f, x[offset / 3 + j], expected[offset + j]);
      }
      float[] actual = y.clone();

      kernels.addScaled(actual, offset, 0.3f, x, offset / 3, length);

      assertThat(bits(actual)).isEqualTo(bits(expected));
    }
  }

  @ParameterizedTest
  @MethodSource("kernelsAndLengths")
  void theGreatestIsFoundWhereverItStands(Kernels kernels, int length) {
    float[] x = matrix(new SplittableRandom(length), 1, length + 2)[0];
    x[0] = 9f;
    x[length + 1] = 9f;
    for (int place = 0; place < length; place++) {
      float[] own = x.clone();
      own[1 + place] = 5f;
      assertThat(kernels.max(own, 1, length)).isEqualTo(5f);
      own[1 + place] = Float.NaN;
      assertThat(kernels.max(own, 1, length)).isNaN();
    }
    Arrays.fill(x, 1, length + 1, Float.NEGATIVE_INFINITY);
    assertThat(kernels.max(x, 1, length)).isEqualTo(Float.NEGATIVE_INFINITY);
  }

  @ParameterizedTest
  @MethodSource("kernelsAndLengths")
  void exponentialsAreThoseOfTheFunctionAndSummedInSixteenLanes(Kernels kernels, int length) {
    SplittableRandom random = new SplittableRandom(length);
    float[] x = new float[length + 3];
    for (int j = 0; j < x.length; j++) {
      x[j] = 4f - 80f * random.nextFloat() * random.nextFloat();
    }
    for (int offset : new int[] {0, 3}) {
      float[] expected = new float[length];
      float[] lanes = new float[16];
      for (int j = 0; j < length; j++) {
        expected[j] = Exponential.exp(x[offset + j] - 4f);
        lanes[j % 16] += expected[j];
      }
      float[] out = new float[length];

      float sum = kernels.exp(x, offset, out, new float[length], length, 4f);

      assertThat(bits(out)).isEqualTo(bits(expected));
      assertThat(sum).isEqualTo(joined(lanes));
    }
  }

  private static float joined(float[] s) {
    float[] eight = new float[8];
    for (int i = 0; i < 8; i++) {
      eight[i] = s[i] + s[i + 8];
    }
    float even = (eight[0] + eight[4]) + (eight[2] + eight[6]);
    float odd = (eight[1] + eight[5]) + (eight[3] + eight[7]);
    return even + odd;
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void exponentialsMayReplaceWhatTheyAreOf(Kernels kernels) {
    float[] x = {-1f, -64.5f, Float.NaN, 0f, -0.0f, Float.NEGATIVE_INFINITY, -64f, -3f, -9f, -2f};
    float[] out = new float[x.length];
    float[] own = Arrays.copyOf(x, 40);
    kernels.exp(x, 0, out, new float[x.length], x.length, 0f);

    kernels.exp(own, 0, own, new float[40], x.length, 0f);

    assertThat(bits(Arrays.copyOf(own, x.length))).isEqualTo(bits(out));
    assertThat(out[1]).isZero();
    assertThat(out[2]).isNaN();
    assertThat(out[3]).isOne();
    assertThat(out[5]).isZero();
  }

  @ParameterizedTest
  @MethodSource("kernelsAndLengths")
  void scalingMultipliesEachAndNoMore(Kernels kernels, int length) {
    float[] x = matrix(new SplittableRandom(length), 1, length + 1)[0];
    float[] expected = x.clone();
    for (int j = 0; j < length; j++) {
      expected[j] = x[j] * 0.7f;
    }

    kernels.scale(x, length, 0.7f);

    assertThat(bits(x)).isEqualTo(bits(expected));
  }

  private static float[][] matrix(SplittableRandom random, int rows, int columns) {
    float[][] matrix = Rows.allocate(rows, columns);
    for (float[] row : matrix) {
      for (int j = 0; j < row.length; j++) {
        row[j] = 2f * random.nextFloat() - 1f;
      }
    }
    return matrix;
  }

  private static float[][] copy(float[][] matrix) {
    return Arrays.stream(matrix).map(float[]::clone).toArray(float[][]::new);
  }

  private static void assertSameBits(float[][] actual, float[][] expected, int columns) {
    for (int i = 0; i < expected.length; i++) {
      assertThat(bits(Arrays.copyOf(actual[i], columns)))
          .as("row %d", i)
          .isEqualTo(bits(Arrays.copyOf(expected[i], columns)));
    }
  }

  private static int[] bits(float[] x) {
    return IntStream.range(0, x.length).map(i -> Float.floatToIntBits(x[i])).toArray();
  }
}
