package org.hybridrec.core;

import static org.hybridrec.features.FeatureColumns.bucketized;
import static org.hybridrec.features.FeatureColumns.crossed;
import static org.hybridrec.features.FeatureColumns.embedding;
import static org.hybridrec.features.FeatureColumns.hashBucket;
import static org.hybridrec.features.FeatureColumns.indicator;
import static org.hybridrec.features.FeatureColumns.numeric;
import static org.hybridrec.features.FeatureColumns.vocabulary;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hybridrec.core.network.SampledSoftmax;
import org.hybridrec.core.optimization.Optimizer;
import org.hybridrec.features.ItemIndex;
import org.hybridrec.features.Vocabulary;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.MapSource;

/**
 * A recipe with more classes than a tile and more rows than a block, so that threads have work to
 * share. As a program it fits a small one and prints the digest of its file.
 */
final class Catalogue {

  private final int items;
  private final int rows;

  Catalogue(int items, int rows) {
    this.items = items;
    this.rows = rows;
  }

  /** Prints the digests of small models; the argument is a folder for their file. */
  @SuppressWarnings("SystemOut") // read by the test that starts it
  public static void main(String[] arguments) {
    System.out.println(smallDigests(Path.of(arguments[0])));
  }

  /** Returns the digests of a small model trained exactly, and on sampled classes. */
  static String smallDigests(Path folder) {
    HybridModel exact = small().recommender().fit(small().examples());
    HybridModel sampled =
        small()
            .builder()
            .sampledSoftmax(SampledSoftmax.byFrequency(90))
            .build()
            .fit(small().examples());
    return digest(exact, folder) + " " + digest(sampled, folder);
  }

  /** Two tiles, two blocks of rows, four steps. */
  static Catalogue small() {
    return new Catalogue(530, 140);
  }

  ExampleSource examples() {
    SplittableRandom random = new SplittableRandom(5);
    List<Map<String, Object>> all = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      int item = random.nextInt(items);
      Map<String, Object> row = new HashMap<>();
      row.put("item", "i" + item);
      row.put("author", "a" + item % 37);
      row.put("kind", "k" + item % 5);
      row.put("age", random.nextInt(100) / 7.0);
      row.put("next", "i" + (item * 7 + 1) % items);
      all.add(row);
    }
    return MapSource.of(all);
  }

  HybridRecommender recommender() {
    return builder().build();
  }

  RecommenderBuilder builder() {
    var kind = vocabulary("kind", Vocabulary.of("k0", "k1", "k2")).withOovBuckets(1);
    var age = bucketized(numeric("age").withDefault(3f), 2, 5, 9);
    List<String> ids = IntStream.range(0, items).mapToObj(i -> "i" + i).toList();
    return HybridRecommender.builder()
        .label("next", ItemIndex.of(ids))
        .column(embedding(hashBucket("item", 200), 7))
        .column(embedding(hashBucket("author", 30), 3))
        .column(indicator(kind))
        .column(indicator(crossed(11, kind, age)))
        .column(numeric("age").withDefault(3f))
        .hiddenUnits(13, 9)
        .optimizer(Optimizer.adam(0.01f))
        .batchSize(70)
        .epochs(2)
        .seed(21);
  }

  /** Returns the SHA-256 of the model's file. */
  static String digest(HybridModel model, Path folder) {
    try {
      Path file = folder.resolve("model.safetensors");
      model.save(file);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
      return HexFormat.of().formatHex(digest);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
