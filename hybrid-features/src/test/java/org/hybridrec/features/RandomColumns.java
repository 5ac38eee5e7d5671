package org.hybridrec.features;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.hybridrec.features.encoded.Combiner;
import org.hybridrec.features.text.TextEncoder;
import org.hybridrec.features.text.Tokenizer;
import org.hybridrec.features.text.VectorEncoder;

/** Random valid columns with random options: the same seed gives the same. */
final class RandomColumns {

  private final Random random;

  RandomColumns(long seed) {
    this.random = new Random(seed);
  }

  List<DenseColumn> columns() {
    Map<String, DenseColumn> columns = new LinkedHashMap<>();
    for (int i = random.nextInt(8); i >= 0; i--) {
      DenseColumn column = column();
      columns.put(column.name(), column);
    }
    return List.copyOf(columns.values());
  }

  private DenseColumn column() {
    return switch (random.nextInt(4)) {
      case 0 -> number();
      case 1 -> renamed(FeatureColumns.indicator(category(0)));
      case 2 -> renamed(FeatureColumns.vector(field(false), encoder()));
      default -> embedding();
    };
  }

  private DenseColumn renamed(DenseColumn column) {
    return chance() ? column : column.named(name());
  }

  private DenseColumn embedding() {
    CategoricalColumn of = chance() ? category(0) : givenKeys();
    int width = 1 + random.nextInt(4);
    DenseColumn column = renamed(FeatureColumns.embedding(of, width));
    boolean given = of instanceof VocabularyColumn vocabulary && vocabulary.oovBuckets() == 0;
    return new EmbeddingColumn(
        column.name(),
        of,
        width,
        List.of(Combiner.values()).get(random.nextInt(3)),
        chance() ? Float.POSITIVE_INFINITY : 0.1f + random.nextFloat(),
        chance(),
        chance() ? column.name() : name(),
        given && chance()
            ? Optional.of(table(((VocabularyColumn) of).vocabulary(), width))
            : Optional.empty());
  }

  private VocabularyColumn givenKeys() {
    return FeatureColumns.vocabulary(field(true), vocabulary());
  }

  private VectorTable table(Vocabulary keys, int width) {
    float[][] rows = new float[keys.size()][width];
    for (float[] row : rows) {
      for (int i = 0; i < width; i++) {
        row[i] = (float) random.nextGaussian();
      }
    }
    return VectorTable.of(keys, rows);
  }

  private CategoricalColumn category(int depth) {
    Field field = field(depth == 0);
    return switch (random.nextInt(depth == 0 ? 5 : 4) + (depth > 0 ? 1 : 0)) {
      case 0 -> FeatureColumns.hashBucket(field, 1 + random.nextInt(1 << 20));
      case 1 -> new VocabularyColumn(field, vocabulary(), random.nextInt(3));
      case 2 -> {
        int cardinality = 1 + random.nextInt(9);
        yield new IdentityColumn(
            field,
            cardinality,
            chance() ? OptionalInt.empty() : OptionalInt.of(random.nextInt(cardinality)));
      }
      case 3 -> bucketized();
      default -> crossed(depth);
    };
  }

  private BucketizedColumn bucketized() {
    float[] boundaries = new float[1 + random.nextInt(5)];
    float next = (float) random.nextGaussian() * 1e6f;
    for (int i = 0; i < boundaries.length; i++) {
      boundaries[i] = next;
      next = Math.nextUp(next + random.nextFloat());
    }
    NumericColumn number = FeatureColumns.numeric(numberField());
    number = chance() ? number : number.withDefault(random.nextFloat());
    return new BucketizedColumn(chance() ? number : number.named(name()), boundaries);
  }

  private CrossedColumn crossed(int depth) {
    List<CrossKey> keys = new ArrayList<>();
    for (int i = random.nextInt(3); i >= -1; i--) {
      keys.add(chance() || depth > 1 ? field(false) : category(depth + 1));
    }
    CrossedColumn cross =
        FeatureColumns.crossed(1 + random.nextInt(1_000), keys.toArray(new CrossKey[0]));
    return chance() ? cross : cross.withHashKey(random.nextLong());
  }

  private NumericColumn number() {
    NumericColumn number = FeatureColumns.numeric(numberField());
    number = chance() ? number : number.withDefault((float) random.nextGaussian());
    number = chance() ? number : number.normalizedBy(random.nextFloat(), 0.1f + random.nextFloat());
    return chance() ? number : number.named(name());
  }

  private Field numberField() {
    Field field = Field.of(name());
    return switch (random.nextInt(3)) {
      case 0 -> field.at(random.nextInt(5));
      case 1 -> field.split(name()).at(random.nextInt(5));
      default -> field;
    };
  }

  private Field field(boolean weighted) {
    Field field = Field.of(name());
    field = chance() ? field : field.withDefault(name());
    field =
        switch (random.nextInt(4)) {
          case 0 -> field.split(name());
          case 1 -> field.tokenized(chance() ? Tokenizer.words() : Tokenizer.whitespace());
          default -> field;
        };
    field =
        switch (random.nextInt(4)) {
          case 0 -> field.at(random.nextInt(5));
          case 1 -> field.from(random.nextInt(5));
          default -> field;
        };
    return weighted && chance() ? field.weightedBy(name()) : field;
  }

  private Vocabulary vocabulary() {
    Map<String, Boolean> values = new LinkedHashMap<>();
    for (int i = random.nextInt(5); i >= 0; i--) {
      values.put(name(), true);
    }
    return Vocabulary.of(values.keySet());
  }

  private VectorEncoder encoder() {
    return chance()
        ? TextEncoder.hashed(1 + random.nextInt(9), random.nextLong())
        : org.hybridrec.features.text.RememberingEncoder.of(TextEncoder.hashed(3, 4), 0);
  }

  /** Names as people do not give them, but could. */
  private String name() {
    List<String> parts =
        List.of(
            "a", "Ö", "日", "😀", "_", ".", ": ", "'", "\"", "|", "{", "x_X_y", "null", "7", "\n");
    StringBuilder name = new StringBuilder();
    for (int i = random.nextInt(4); i >= 0; i--) {
      name.append(parts.get(random.nextInt(parts.size())));
    }
    return name.toString().isBlank() ? "blank" : name.toString();
  }

  private boolean chance() {
    return random.nextBoolean();
  }
}
