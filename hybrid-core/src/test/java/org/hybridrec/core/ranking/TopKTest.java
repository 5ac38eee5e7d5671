package org.hybridrec.core.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TopKTest {

  @Test
  void keepsTheBestInOrder() {
    TopK best = TopK.of(3);
    best.offer(100, new float[] {9f, 0.5f, -2f, 3f, 0.25f, 9f}, 1, 4);
    assertThat(best.classes()).containsExactly(102, 100, 103);
    assertThat(best.scores()).containsExactly(3f, 0.5f, 0.25f);
    assertThat(best.size()).isEqualTo(3);
    assertThat(best.threshold()).isEqualTo(0.25f);
  }

  @Test
  void prefersTheLowerClassAmongEqualScoresWhateverTheOrder() {
    int[][] orders = {{4, 3, 2, 1}, {1, 2, 3, 4}, {3, 1, 4, 2}};
    for (int[] order : orders) {
      TopK best = TopK.of(2);
      for (int classIndex : order) {
        best.offer(classIndex, 7f);
      }
      assertThat(best.classes()).containsExactly(1, 2);
    }
  }

  @Test
  void equalsAFullSortOnRandomScoresWithManyTies() {
    Random random = new Random(42);
    for (int round = 0; round < 500; round++) {
      int classes = random.nextInt(200);
      int k = 1 + random.nextInt(60);
      float[] scores = new float[classes];
      for (int i = 0; i < classes; i++) {
        scores[i] = round % 2 == 0 ? random.nextInt(9) - 4 : (float) random.nextGaussian();
      }
      IntPredicate admitted = round % 3 == 0 ? i -> i % 3 != 1 : i -> true;
      TopK best = TopK.among(k, admitted);
      offerInTiles(best, scores, random);
      List<Integer> expected = sorted(scores, admitted, k);
      assertThat(best.classes()).as("round %d", round).containsExactly(toArray(expected));
      float[] expectedScores = new float[expected.size()];
      for (int i = 0; i < expectedScores.length; i++) {
        expectedScores[i] = scores[expected.get(i)];
      }
      assertThat(best.scores()).as("round %d", round).containsExactly(expectedScores);
    }
  }

  /** Tiles in random order: a result must not depend on how the classes are cut. */
  private static void offerInTiles(TopK best, float[] scores, Random random) {
    int tile = 1 + random.nextInt(40);
    List<Integer> starts =
        IntStream.range(0, (scores.length + tile - 1) / tile)
            .mapToObj(i -> i * tile)
            .collect(Collectors.toList());
    Collections.shuffle(starts, random);
    for (int start : starts) {
      best.offer(start, scores, start, Math.min(tile, scores.length - start));
    }
  }

  private static List<Integer> sorted(float[] scores, IntPredicate admitted, int k) {
    return IntStream.range(0, scores.length)
        .filter(admitted)
        .boxed()
        .sorted(Comparator.comparing((Integer i) -> -scores[i]).thenComparing(i -> i))
        .limit(k)
        .collect(Collectors.toList());
  }

  private static int[] toArray(List<Integer> list) {
    return list.stream().mapToInt(i -> i).toArray();
  }

  @Test
  void unitesCollectorsOfDisjointClasses() {
    Random random = new Random(7);
    TopK whole = TopK.of(25);
    TopK even = TopK.of(25);
    TopK odd = TopK.of(25);
    for (int i = 0; i < 1_000; i++) {
      float score = random.nextInt(100);
      whole.offer(i, score);
      (i % 2 == 0 ? even : odd).offer(i, score);
    }
    even.addAll(odd);
    assertThat(even.classes()).containsExactly(whole.classes());
    assertThat(even.scores()).containsExactly(whole.scores());
  }

  @Test
  void ordersInfinitiesExtremesAndBothZeros() {
    float[] scores = {
      -0f,
      0f,
      Float.NEGATIVE_INFINITY,
      Float.MAX_VALUE,
      -Float.MIN_VALUE,
      Float.POSITIVE_INFINITY,
      Float.MIN_VALUE,
      -Float.MAX_VALUE
    };
    TopK best = TopK.of(8);
    best.offer(0, scores, 0, scores.length);
    assertThat(best.classes()).containsExactly(5, 3, 6, 0, 1, 4, 7, 2);
  }

  @Test
  void holdsTheGreatestClassNumber() {
    TopK best = TopK.of(2);
    best.offer(Integer.MAX_VALUE, 1f);
    best.offer(0, 1f);
    assertThat(best.classes()).containsExactly(0, Integer.MAX_VALUE);
  }

  @Test
  void returnsAllClassesWhenKIsMoreThanThereAre() {
    TopK best = TopK.of(Integer.MAX_VALUE);
    assertThat(best.classes()).isEmpty();
    best.offer(0, new float[] {1f, 2f}, 0, 2);
    assertThat(best.classes()).containsExactly(1, 0);
    assertThat(best.threshold()).isEqualTo(Float.NEGATIVE_INFINITY);
  }

  @Test
  void leavesOutAndChoosesAmongClassSets() {
    float[] scores = {1f, 2f, 3f, 4f, 5f};
    ClassSet set = ClassSet.of(4, 2, 4);
    TopK without = TopK.among(2, set.negate());
    without.offer(0, scores, 0, 5);
    assertThat(without.classes()).containsExactly(3, 1);
    TopK among = TopK.among(3, set);
    among.offer(0, scores, 0, 5);
    assertThat(among.classes()).containsExactly(4, 2);
  }

  @Test
  void startsAfreshAfterClear() {
    TopK best = TopK.of(2);
    best.offer(0, new float[] {5f, 6f, 7f}, 0, 3);
    best.clear();
    assertThat(best.size()).isZero();
    best.offer(8, 1f);
    assertThat(best.classes()).containsExactly(8);
  }

  @Test
  void givesArraysOfItsOwn() {
    TopK best = TopK.of(2);
    best.offer(3, 1f);
    Arrays.fill(best.classes(), -1);
    Arrays.fill(best.scores(), -1f);
    assertThat(best.classes()).containsExactly(3);
    assertThat(best.scores()).containsExactly(1f);
  }

  @Test
  void refusesWhatCannotBeRanked() {
    assertThatThrownBy(() -> TopK.of(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("top k: k must be at least 1, was 0");
    TopK best = TopK.of(1);
    best.offer(0, Float.POSITIVE_INFINITY);
    assertThatThrownBy(() -> best.offer(7, Float.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("top k: the score of class 7 is NaN");
    assertThatThrownBy(() -> best.offer(-1, 0f))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("top k: class must be at least 0, was -1");
    assertThatThrownBy(() -> best.offer(0, new float[3], 2, 2))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void offeringManyIsOfferingEachWhateverIsHeldAlready() {
    Random random = new Random(9);
    for (int k = 1; k < 40; k += 3) {
      TopK one = TopK.of(k);
      TopK many = TopK.of(k);
      for (int first = 0; first < 300; first += 50) {
        float[] scores = new float[52];
        for (int i = 0; i < scores.length; i++) {
          scores[i] = random.nextInt(20) - 10;
        }
        many.offer(first, scores, 2, 50);
        for (int i = 0; i < 50; i++) {
          one.offer(first + i, scores[2 + i]);
        }
      }
      assertThat(many.classes()).isEqualTo(one.classes());
      assertThat(many.scores()).isEqualTo(one.scores());
    }
  }

  @Test
  void refusesNotANumberAmongManyHoweverGoodTheHeldOnesAre() {
    TopK top = TopK.of(1);
    top.offer(7, 1e9f);
    assertThatThrownBy(() -> top.offer(10, new float[] {1f, 2f, Float.NaN}, 0, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("top k: the score of class 12 is NaN");
  }
}
