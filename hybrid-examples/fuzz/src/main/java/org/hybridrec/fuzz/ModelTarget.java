package org.hybridrec.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hybridrec.features.FeatureColumns.embedding;
import static org.hybridrec.features.FeatureColumns.field;
import static org.hybridrec.features.FeatureColumns.hashBucket;
import static org.hybridrec.features.FeatureColumns.indicator;
import static org.hybridrec.features.FeatureColumns.numeric;
import static org.hybridrec.features.FeatureColumns.textEmbedding;
import static org.hybridrec.features.FeatureColumns.vocabulary;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hybridrec.core.HybridModel;
import org.hybridrec.core.HybridRecommender;
import org.hybridrec.core.MissingEncoderException;
import org.hybridrec.core.evaluation.NonFiniteLogitException;
import org.hybridrec.core.file.ModelFormatException;
import org.hybridrec.core.network.InsufficientMemoryException;
import org.hybridrec.core.ranking.Recommendation;
import org.hybridrec.features.ItemIndex;
import org.hybridrec.features.Vocabulary;
import org.hybridrec.features.source.MapSource;
import org.hybridrec.features.text.TextEncoder;

/**
 * A model file is refused by type, or answers with probabilities. An input is the header, a line
 * feed, and the numbers: the lengths and the digest around them are made right, so that the fuzzer
 * need not guess a SHA-256.
 */
public final class ModelTarget {

  private static final int DIGEST_BYTES = 32;

  private static final Map<String, Object> ROW =
      Map.of("item", "x", "kind", "a", "age", 3.0, "title", "Servus Wien", "tags", "alt|neu");

  private ModelTarget() {}

  /** A small model with every kind of tensor. */
  static List<byte[]> seeds() {
    HybridModel model =
        HybridRecommender.builder()
            .label("next", ItemIndex.of(List.of("x", "y", "z")))
            .column(embedding(vocabulary("item", Vocabulary.of("x", "y")).withOovBuckets(1), 2))
            .column(embedding(hashBucket(field("title").words(), 5), 2))
            .column(indicator(hashBucket(field("tags").split("|"), 3)))
            .column(numeric("age").withDefault(2f).normalizedBy(3f, 2f))
            .column(textEmbedding("title", TextEncoder.hashed(2, 7)))
            .hiddenUnits(3)
            .epochs(1)
            .build()
            .fit(MapSource.of(List.of(with("next", "y"), with("next", "x"))));
    model.save(Scratch.path());
    byte[] file = Scratch.bytes();
    int headerLength = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt();
    byte[] header = Arrays.copyOfRange(file, 8, 8 + headerLength);
    byte[] numbers = Arrays.copyOfRange(file, 8 + headerLength, file.length - DIGEST_BYTES);
    return List.of(
        joined(new String(header, UTF_8).strip().getBytes(UTF_8), new byte[] {'\n'}, numbers));
  }

  private static Map<String, Object> with(String name, Object value) {
    Map<String, Object> row = new HashMap<>(ROW);
    row.put(name, value);
    return row;
  }

  /** Called by the fuzzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    HybridModel model;
    try {
      model = HybridModel.load(Scratch.with(file(input)));
    } catch (ModelFormatException | MissingEncoderException | InsufficientMemoryException e) {
      return; // refused, as it should be
    }
    try {
      ask(model, ROW);
      ask(model, Map.of());
    } catch (NonFiniteLogitException e) {
      // its weights are finite and too great
    }
  }

  private static void ask(HybridModel model, Map<String, Object> row) {
    float sum = 0;
    for (float probability : model.scores(row)) {
      sum += probability;
    }
    if (!(Math.abs(sum - 1) < 1e-4f)) {
      throw new IllegalStateException("the probabilities add up to " + sum);
    }
    for (Recommendation one : model.recommend(row, 5)) {
      if (!(one.probability() >= 0 && one.probability() <= 1)) {
        throw new IllegalStateException(one.toString());
      }
    }
  }

  /** The file of an input; a whole one where the input is. */
  static byte[] file(byte[] input) {
    int end = 0;
    while (end < input.length && input[end] != '\n') {
      end++;
    }
    byte[] header = Arrays.copyOf(input, end);
    byte[] padding = " ".repeat(Math.floorMod(-end, 8)).getBytes(UTF_8);
    byte[] length =
        ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(end + padding.length).array();
    byte[] numbers = Arrays.copyOfRange(input, Math.min(end + 1, input.length), input.length);
    byte[] content = joined(length, header, padding, numbers);
    return joined(content, sha256(content));
  }

  private static byte[] joined(byte[]... parts) {
    ByteBuffer all = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(part -> part.length).sum());
    for (byte[] part : parts) {
      all.put(part);
    }
    return all.array();
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
