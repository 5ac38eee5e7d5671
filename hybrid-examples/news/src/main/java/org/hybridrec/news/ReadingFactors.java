package org.hybridrec.news;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Collaborative factors for the demo, from nothing but who read what: contents that the same
 * visitors read get similar vectors. Immutable.
 *
 * <p>They are the leading singular vectors, after the trivial first, of the visitor × content
 * matrix with every entry divided by the roots of its row and column sums (spectral co-clustering,
 * Dhillon, KDD 2001), found by subspace iteration. A visitor is the mean of what they read in
 * earlier rows: never of the content that a row is about to predict, and a visitor whom the factors
 * were not fitted on is treated alike.
 */
final class ReadingFactors {

  private static final int ITERATIONS = 30;

  private final int width;
  private final Map<String, double[]> vectors;

  private ReadingFactors(int width, Map<String, double[]> vectors) {
    this.width = width;
    this.vectors = vectors;
  }

  /**
   * Fits the vectors of all contents.
   *
   * @param rows rows with visitor_id, content_id and next_content_id
   * @param width numbers a vector
   */
  static ReadingFactors of(List<Map<String, Object>> rows, int width) {
    Map<String, Integer> contents = new LinkedHashMap<>();
    Map<Object, Set<Integer>> reads = new LinkedHashMap<>();
    for (Map<String, Object> row : rows) {
      for (String field : List.of("content_id", "next_content_id")) {
        int content = contents.computeIfAbsent((String) row.get(field), id -> contents.size());
        reads.computeIfAbsent(row.get("visitor_id"), id -> new LinkedHashSet<>()).add(content);
      }
    }
    double[][] vectors = vectors(new ArrayList<>(reads.values()), contents.size(), width + 1);
    Map<String, double[]> byId = new HashMap<>();
    contents.forEach((id, index) -> byId.put(id, withoutFirst(vectors[index])));
    return new ReadingFactors(width, byId);
  }

  private static double[] withoutFirst(double[] vector) {
    double[] rest = new double[vector.length - 1];
    System.arraycopy(vector, 1, rest, 0, rest.length);
    return rest;
  }

  private static double[][] vectors(List<Set<Integer>> reads, int contentCount, int width) {
    double[] scale = new double[contentCount];
    reads.forEach(set -> set.forEach(content -> scale[content]++));
    for (int i = 0; i < contentCount; i++) {
      scale[i] = 1 / Math.sqrt(scale[i]);
    }
    double[][] vectors = start(scale, width);
    for (int i = 0; i < ITERATIONS; i++) {
      vectors = orthonormal(multiply(reads, scale, vectors));
    }
    for (int content = 0; content < contentCount; content++) {
      for (int d = 0; d < width; d++) {
        // Without the root of its own popularity, and near 1 in size.
        vectors[content][d] *= scale[content] * Math.sqrt(reads.size());
      }
    }
    return vectors;
  }

  /** The first direction at its solution, the root of the popularity; the others at random. */
  private static double[][] start(double[] scale, int width) {
    SplittableRandom random = new SplittableRandom(1);
    double[][] vectors = new double[scale.length][width];
    for (int content = 0; content < scale.length; content++) {
      vectors[content][0] = 1 / scale[content];
      for (int d = 1; d < width; d++) {
        vectors[content][d] = random.nextDouble() - 0.5;
      }
    }
    return orthonormal(vectors);
  }

  /** The scaled matrix, transposed, times itself, times the vectors. */
  private static double[][] multiply(List<Set<Integer>> reads, double[] scale, double[][] vectors) {
    int width = vectors[0].length;
    double[][] product = new double[vectors.length][width];
    for (Set<Integer> read : reads) {
      double[] visitor = new double[width];
      for (int content : read) {
        for (int d = 0; d < width; d++) {
          visitor[d] += scale[content] * vectors[content][d] / read.size();
        }
      }
      for (int content : read) {
        for (int d = 0; d < width; d++) {
          product[content][d] += scale[content] * visitor[d];
        }
      }
    }
    return product;
  }

  /** Gram and Schmidt, column by column. */
  private static double[][] orthonormal(double[][] vectors) {
    int width = vectors[0].length;
    for (int d = 0; d < width; d++) {
      for (int before = 0; before < d; before++) {
        double along = dot(vectors, d, before);
        for (double[] vector : vectors) {
          vector[d] -= along * vector[before];
        }
      }
      double length = Math.sqrt(dot(vectors, d, d));
      for (double[] vector : vectors) {
        vector[d] = length > 0 ? vector[d] / length : 0;
      }
    }
    return vectors;
  }

  private static double dot(double[][] vectors, int a, int b) {
    double sum = 0;
    for (double[] vector : vectors) {
      sum += vector[a] * vector[b];
    }
    return sum;
  }

  /**
   * Returns the rows with user_factor_0 … and item_factor_0 … added where they are known.
   *
   * @param rows rows in the order of time, at least those of the same visitor
   */
  List<Map<String, Object>> join(List<Map<String, Object>> rows) {
    Map<Object, double[]> sums = new HashMap<>();
    Map<Object, Integer> counts = new HashMap<>();
    List<Map<String, Object>> joined = new ArrayList<>(rows.size());
    for (Map<String, Object> row : rows) {
      Object visitor = row.get("visitor_id");
      double[] content = vectors.get((String) row.get("content_id"));
      double[] sum = sums.computeIfAbsent(visitor, id -> new double[width]);
      joined.add(joined(row, mean(sum, counts.getOrDefault(visitor, 0)), content));
      if (content != null) {
        counts.merge(visitor, 1, Integer::sum);
        for (int d = 0; d < width; d++) {
          sum[d] += content[d];
        }
      }
    }
    return joined;
  }

  private static double @Nullable [] mean(double[] sum, int count) {
    if (count == 0) {
      return null;
    }
    double[] mean = sum.clone();
    for (int d = 0; d < mean.length; d++) {
      mean[d] /= count;
    }
    return mean;
  }

  private static Map<String, Object> joined(
      Map<String, Object> row, double @Nullable [] visitor, double @Nullable [] content) {
    Map<String, Object> joined = new LinkedHashMap<>(row);
    put(joined, "user_factor_", visitor);
    put(joined, "item_factor_", content);
    return joined;
  }

  private static void put(Map<String, Object> row, String prefix, double @Nullable [] vector) {
    for (int d = 0; vector != null && d < vector.length; d++) {
      row.put(prefix + d, vector[d]);
    }
  }
}
