package org.hybridrec.features;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hybridrec.features.encoded.Combiner;
import org.hybridrec.features.hashing.FingerprintCat64;
import org.hybridrec.features.text.HashedTextEncoder;

/**
 * Writes columns in their one textual form, a tree of maps, lists, text and numbers that becomes
 * JSON in a model file and YAML in a recipe. {@link ColumnReader} reads it.
 */
public final class ColumnWriter {

  private final FactSink facts;

  /** Makes a writer that leaves fitted facts in that sink. */
  public ColumnWriter(FactSink facts) {
    this.facts = facts;
  }

  /** Returns the textual form of some columns. */
  public List<Object> write(List<? extends DenseColumn> columns) {
    List<Object> trees = new ArrayList<>();
    columns.forEach(column -> trees.add(dense(column)));
    return trees;
  }

  /** Returns the textual form of one number a row, as {@link ColumnReader#number} reads it. */
  public static Map<String, Object> number(NumericColumn number) {
    return NumberDefinition.write(number);
  }

  private Object dense(DenseColumn column) {
    if (column instanceof NumericColumn numeric) {
      return Map.of("numeric", NumberDefinition.write(numeric));
    } else if (column instanceof EmbeddingColumn embedding) {
      return Map.of("embedding", embedding(embedding));
    } else if (column instanceof IndicatorColumn indicator) {
      Map<String, Object> tree = named(indicator, IndicatorColumn.of(indicator.of()));
      tree.put("of", categorical(indicator.of(), indicator.name()));
      return Map.of("indicator", tree);
    } else {
      VectorColumn vector = (VectorColumn) column;
      Map<String, Object> tree = named(vector, VectorColumn.of(vector.field(), vector.encoder()));
      tree.put("field", FieldDefinition.write(vector.field()));
      tree.put("encoder", encoder(vector));
      return Map.of(vector.isText() ? "text_embedding" : "vector", tree);
    }
  }

  private Object encoder(VectorColumn column) {
    if (!(column.encoder() instanceof HashedTextEncoder hashed)) {
      return facts.encoder(column.name(), column.encoder());
    }
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("width", hashed.width());
    tree.put("seed", hashed.seed());
    return Map.of("hashed", tree);
  }

  /** A tree that holds the name only where it is not the one the column would have anyway. */
  private static Map<String, Object> named(DenseColumn column, DenseColumn unnamed) {
    Map<String, Object> tree = new LinkedHashMap<>();
    if (!column.name().equals(unnamed.name())) {
      tree.put("name", column.name());
    }
    return tree;
  }

  private Map<String, Object> embedding(EmbeddingColumn column) {
    Map<String, Object> tree = named(column, EmbeddingColumn.of(column.of(), column.width()));
    tree.put("of", categorical(column.of(), column.name()));
    tree.put("width", column.width());
    if (column.combiner() != Combiner.MEAN) {
      tree.put("combiner", column.combiner().name().toLowerCase(Locale.ROOT));
    }
    if (column.maxNorm() != Float.POSITIVE_INFINITY) {
      tree.put("max_norm", column.maxNorm());
    }
    if (!column.trainable()) {
      tree.put("trainable", false);
    }
    if (!column.table().equals(column.name())) {
      tree.put("table", column.table());
    }
    column.initial().ifPresent(given -> tree.put("vectors", facts.vectors(column, given)));
    return tree;
  }

  private Object categorical(CategoricalColumn column, String owner) {
    Map<String, Object> tree = new LinkedHashMap<>();
    if (column instanceof HashBucketColumn hash) {
      tree.put("field", FieldDefinition.write(hash.field()));
      tree.put("buckets", hash.bucketCount());
      return Map.of("hash_bucket", tree);
    } else if (column instanceof VocabularyColumn vocabulary) {
      tree.put("field", FieldDefinition.write(vocabulary.field()));
      tree.put("values", facts.vocabulary(owner, vocabulary.vocabulary()));
      if (vocabulary.oovBuckets() > 0) {
        tree.put("oov_buckets", vocabulary.oovBuckets());
      }
      return Map.of("vocabulary", tree);
    } else if (column instanceof IdentityColumn identity) {
      tree.put("field", FieldDefinition.write(identity.field()));
      tree.put("cardinality", identity.cardinality());
      identity.defaultId().ifPresent(id -> tree.put("default", id));
      return Map.of("identity", tree);
    } else if (column instanceof BucketizedColumn bucketized) {
      tree.put("of", Map.of("numeric", NumberDefinition.write(bucketized.number())));
      List<Object> boundaries = new ArrayList<>();
      for (float boundary : bucketized.boundaries()) {
        boundaries.add(boundary);
      }
      tree.put("boundaries", boundaries);
      return Map.of("bucketized", tree);
    } else {
      return Map.of("crossed", crossed((CrossedColumn) column, owner));
    }
  }

  private Map<String, Object> crossed(CrossedColumn column, String owner) {
    Map<String, Object> tree = new LinkedHashMap<>();
    List<Object> keys = new ArrayList<>();
    for (int i = 0; i < column.keys().size(); i++) {
      CrossKey key = column.keys().get(i);
      keys.add(
          key instanceof Field field
              ? Map.of("field", FieldDefinition.write(field))
              : categorical((CategoricalColumn) key, owner + "/" + i));
    }
    tree.put("keys", keys);
    tree.put("buckets", column.bucketCount());
    if (column.hashKey() != FingerprintCat64.DEFAULT_HASH_KEY) {
      tree.put("hash_key", column.hashKey());
    }
    return tree;
  }
}
