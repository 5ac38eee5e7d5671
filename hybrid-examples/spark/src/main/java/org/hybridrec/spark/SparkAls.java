package org.hybridrec.spark;

import org.apache.spark.ml.recommendation.ALS;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Times iterations of Spark's ALS, implicit form, in one process: as the difference between a fit of
 * many iterations and one of a single iteration, so that reading, partitioning and start-up play no
 * part. The file is what {@code benchmarks.jar factors --write FILE} leaves.
 */
public final class SparkAls {

  private SparkAls() {}

  /** Runs with a file, the number of factors, of iterations and of threads. */
  public static void main(String[] arguments) {
    String file = arguments[0];
    int rank = Integer.parseInt(arguments[1]);
    int iterations = Integer.parseInt(arguments[2]);
    int threads = Integer.parseInt(arguments[3]);
    try (SparkSession spark =
        SparkSession.builder()
            .appName("als")
            .master("local[" + threads + "]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", threads)
            .getOrCreate()) {
      spark.sparkContext().setLogLevel("ERROR");
      StructType schema =
          new StructType()
              .add("user", DataTypes.IntegerType)
              .add("item", DataTypes.IntegerType)
              .add("value", DataTypes.FloatType);
      Dataset<Row> views =
          spark.read().schema(schema).csv(file).repartition(threads).cache();
      System.out.println("Spark " + spark.version() + ", " + views.count() + " cells");
      for (int round = 0; round < 3; round++) {
        double one = seconds(views, rank, 1, threads);
        double many = seconds(views, rank, 1 + iterations, threads);
        System.out.printf(
            "round %d: %.3f s an iteration (%.2f s for 1, %.2f s for %d)%n",
            round + 1, (many - one) / iterations, one, many, 1 + iterations);
      }
    }
  }

  private static double seconds(Dataset<Row> views, int rank, int iterations, int blocks) {
    long start = System.nanoTime();
    new ALS()
        .setUserCol("user")
        .setItemCol("item")
        .setRatingCol("value")
        .setImplicitPrefs(true)
        .setRank(rank)
        .setMaxIter(iterations)
        .setRegParam(0.01)
        .setNumBlocks(blocks)
        .setSeed(42)
        .fit(views)
        .userFactors()
        .count();
    return (System.nanoTime() - start) / 1e9;
  }
}
