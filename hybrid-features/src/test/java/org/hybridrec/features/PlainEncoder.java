package org.hybridrec.features;

import com.google.common.hash.Hashing;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import org.hybridrec.features.hashing.FingerprintCat64;

/**
 * A second, plain implementation of the categorical columns for clean rows, to hold the real one
 * against: from the words of the documentation, with Guava's hash and big integers.
 */
final class PlainEncoder {

  long missing;
  long defaulted;
  long unknown;

  private record Value(String text, double weight) {}

  private record Id(BigInteger id, double weight) {}

  /** Returns the ids of a row as {@link Encoded} shows them. */
  String encode(CategoricalColumn column, Map<String, Object> row) {
    List<Id> ids = ids(column, row);
    if (ids.isEmpty()) {
      missing++;
    }
    boolean weighted = column.fields().get(0).weights() != null;
    return ids.stream()
        .filter(id -> id.id().signum() >= 0)
        .map(id -> id.id() + (weighted ? "*" + (float) id.weight() : ""))
        .toList()
        .toString();
  }

  private List<Id> ids(CrossKey key, Map<String, Object> row) {
    if (key instanceof CrossedColumn cross) {
      return crossed(cross, row);
    } else if (key instanceof BucketizedColumn bucketized) {
      return bucketized(bucketized, row);
    }
    Field field = key instanceof Field raw ? raw : ((CategoricalColumn) key).fields().get(0);
    List<Id> ids = new ArrayList<>();
    for (Value value : values(field, row)) {
      boolean empty = value.text() == null || value.text().isEmpty();
      if (value.text() != null && (!empty || key instanceof Field)) {
        ids.add(new Id(id(key, value.text()), value.weight()));
      }
    }
    return ids;
  }

  private BigInteger id(CrossKey key, String text) {
    if (key instanceof HashBucketColumn hash) {
      return farmHash(text).mod(BigInteger.valueOf(hash.bucketCount()));
    } else if (key instanceof VocabularyColumn vocabulary) {
      int place = vocabulary.vocabulary().values().indexOf(text);
      unknown += place < 0 ? 1 : 0;
      return place >= 0 || vocabulary.oovBuckets() == 0
          ? BigInteger.valueOf(place)
          : farmHash(text)
              .mod(BigInteger.valueOf(vocabulary.oovBuckets()))
              .add(BigInteger.valueOf(vocabulary.vocabulary().size()));
    } else if (key instanceof IdentityColumn identity) {
      long number = Long.parseLong(text);
      boolean known = 0 <= number && number < identity.cardinality();
      unknown += known ? 0 : 1;
      OptionalInt otherwise = identity.defaultId();
      return BigInteger.valueOf(known ? number : otherwise.orElse(-1));
    }
    return farmHash(text);
  }

  private List<Id> crossed(CrossedColumn cross, Map<String, Object> row) {
    List<Long> chains = List.of(cross.hashKey());
    for (CrossKey key : cross.keys()) {
      List<Id> ids = ids(key, row);
      chains =
          chains.stream()
              .flatMap(
                  chain -> ids.stream().map(i -> FingerprintCat64.of(chain, i.id().longValue())))
              .toList();
    }
    BigInteger buckets = BigInteger.valueOf(cross.bucketCount());
    return chains.stream()
        .map(chain -> new Id(new BigInteger(Long.toUnsignedString(chain)).mod(buckets), 1))
        .toList();
  }

  private List<Id> bucketized(BucketizedColumn column, Map<String, Object> row) {
    Double given = (Double) row.get(column.fields().get(0).source());
    if (given == null && column.number().defaultValue().isEmpty()) {
      return List.of();
    }
    defaulted += given == null ? 1 : 0;
    float number = given == null ? column.number().defaultValue().get() : given.floatValue();
    int bucket = 0;
    for (float boundary : column.boundaries()) {
      bucket += boundary <= number ? 1 : 0;
    }
    return List.of(new Id(BigInteger.valueOf(bucket), 1));
  }

  private List<Value> values(Field field, Map<String, Object> row) {
    List<String> cells = cells(row.get(field.source()));
    boolean nothing =
        cells.isEmpty() || (cells.size() == 1 && Objects.toString(cells.get(0), "").isEmpty());
    if (nothing && field.defaultValue() != null) {
      defaulted++;
      return List.of(new Value(field.defaultValue(), 1));
    }
    List<String> texts = new ArrayList<>();
    cells.forEach(cell -> texts.addAll(takenApart(field, cell)));
    List<String> weights = new ArrayList<>();
    if (field.weights() != null) {
      cells(row.get(field.weights())).forEach(cell -> weights.addAll(takenApart(field, cell)));
    }
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      if (i >= field.from() && (long) i < (long) field.from() + field.count()) {
        values.add(
            new Value(texts.get(i), weights.isEmpty() ? 1 : Double.parseDouble(weights.get(i))));
      }
    }
    return values;
  }

  private static List<String> cells(Object cell) {
    if (cell == null) {
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    for (Object value : cell instanceof List<?> list ? list : List.of(cell)) {
      texts.add(value == null ? null : value.toString());
    }
    return texts;
  }

  private static List<String> takenApart(Field field, String cell) {
    if (cell != null && field.tokenizer() != null) {
      return field.tokenizer().tokens(cell);
    } else if (cell == null || field.separator() == null) {
      return Arrays.asList(cell);
    }
    List<String> parts = new ArrayList<>();
    for (String part : cell.split(java.util.regex.Pattern.quote(field.separator()), -1)) {
      parts.add(part.isEmpty() ? null : part);
    }
    return parts;
  }

  private static BigInteger farmHash(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    long hash = Hashing.farmHashFingerprint64().hashBytes(utf8).asLong();
    return new BigInteger(Long.toUnsignedString(hash));
  }
}
