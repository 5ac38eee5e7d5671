package org.hybridrec.core.onnx;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hybridrec.features.BucketizedColumn;
import org.hybridrec.features.CategoricalColumn;
import org.hybridrec.features.CrossKey;
import org.hybridrec.features.CrossedColumn;
import org.hybridrec.features.Field;
import org.hybridrec.features.HashBucketColumn;
import org.hybridrec.features.IdentityColumn;
import org.hybridrec.features.VocabularyColumn;

/** The ids of categorical columns in the graph. */
final class CategoryGraph {

  /** Up to 18 digits, which fit into 64 bits. */
  private static final String WHOLE_NUMBER = "\\s*[+-]?0*\\d{1,18}\\s*";

  private static final long UNKNOWN = -1;

  private final Graph graph;
  private final Logic logic;
  private final FieldGraph fields;
  private final NumberGraph numbers;
  private final Fingerprints fingerprints;

  CategoryGraph(Graph graph, FieldGraph fields, NumberGraph numbers) {
    this.graph = graph;
    this.logic = new Logic(graph);
    this.fields = fields;
    this.numbers = numbers;
    this.fingerprints = new Fingerprints(graph);
  }

  SlotValue.Ids ids(CategoricalColumn column) {
    if (column instanceof HashBucketColumn hash) {
      FieldGraph.Texts texts = fields.read(hash.field());
      return ids(texts, fingerprints.bucket(texts.values(), hash.bucketCount()));
    } else if (column instanceof VocabularyColumn vocabulary) {
      return vocabulary(vocabulary);
    } else if (column instanceof IdentityColumn identity) {
      return identity(identity);
    } else if (column instanceof BucketizedColumn bucketized) {
      return bucketized(bucketized);
    } else {
      return crossed((CrossedColumn) column);
    }
  }

  private static SlotValue.Ids ids(FieldGraph.Texts texts, String ids) {
    return new SlotValue.Ids(ids, texts.present(), texts.weights());
  }

  private SlotValue.Ids vocabulary(VocabularyColumn column) {
    FieldGraph.Texts texts = fields.read(column.field());
    String found =
        graph.add(
            Operator.ml("LabelEncoder", texts.values())
                .with("keys_strings", column.vocabulary().values())
                .withPlaces("values_int64s", column.vocabulary().size())
                .with("default_int64", UNKNOWN));
    if (column.oovBuckets() == 0) {
      return ids(texts, found);
    }
    String bucket = fingerprints.bucket(texts.values(), column.oovBuckets());
    String other = graph.add("Add", bucket, graph.scalar((long) column.vocabulary().size()));
    String unknown = graph.add("Less", found, graph.scalar(0));
    return ids(texts, logic.where(unknown, other, found));
  }

  private SlotValue.Ids identity(IdentityColumn column) {
    FieldGraph.Texts texts = fields.read(column.field());
    String whole =
        graph.add(Operator.of("RegexFullMatch", texts.values()).with("pattern", WHOLE_NUMBER));
    String digits = logic.where(whole, texts.values(), graph.text("0"));
    String number = graph.cast(digits, DataType.INT64);
    String inRange =
        logic.and(
            graph.add("GreaterOrEqual", number, graph.scalar(0)),
            graph.add("Less", number, graph.scalar((long) column.cardinality())));
    long otherwise = column.defaultId().isPresent() ? column.defaultId().getAsInt() : UNKNOWN;
    return new SlotValue.Ids(
        logic.where(inRange, number, graph.scalar(otherwise)),
        logic.and(texts.present(), whole),
        texts.weights());
  }

  /** The number of boundaries that are not greater; subnormal numbers count as 0. */
  private SlotValue.Ids bucketized(BucketizedColumn column) {
    String number = numbers.read(column.number());
    String small = graph.add("Less", graph.add("Abs", number), graph.scalar(Float.MIN_NORMAL));
    String flushed = logic.where(small, graph.scalar(0f), number);
    float[] boundaries = column.boundaries();
    for (int i = 0; i < boundaries.length; i++) {
      boundaries[i] = Math.abs(boundaries[i]) < Float.MIN_NORMAL ? 0f : boundaries[i];
    }
    String constant =
        graph.constant(
            "boundaries" + Arrays.toString(boundaries),
            full -> Tensors.floats(full, boundaries, boundaries.length));
    String passed = graph.cast(graph.add("GreaterOrEqual", flushed, constant), DataType.INT64);
    return new SlotValue.Ids(logic.sum(passed), logic.not(graph.add("IsNaN", number)), null);
  }

  /** Chains of fingerprints over the product of all keys' values. */
  private SlotValue.Ids crossed(CrossedColumn column) {
    String chains = graph.unsigned(column.hashKey());
    List<String> present = new ArrayList<>();
    for (CrossKey key : column.keys()) {
      SlotValue.Ids next = key(key);
      if (present.isEmpty()) {
        chains = fingerprints.cat(chains, next.ids());
        present.add(next.present());
      } else {
        String longer = fingerprints.cat(behind(chains), before(next.ids()));
        chains = logic.flat(longer);
        present.set(0, logic.flat(logic.and(behind(present.get(0)), before(next.present()))));
      }
    }
    String ids = fingerprints.remainder(chains, column.bucketCount());
    return new SlotValue.Ids(ids, present.get(0), null);
  }

  private String behind(String value) {
    return graph.add("Unsqueeze", value, graph.longs(2));
  }

  private String before(String value) {
    return graph.add("Unsqueeze", value, graph.longs(1));
  }

  /** A key's values as they enter the chain, uint64. */
  private SlotValue.Ids key(CrossKey key) {
    if (key instanceof Field field) {
      FieldGraph.Texts texts = fields.read(field);
      return new SlotValue.Ids(fingerprints.of(texts.values()), texts.present(), null);
    }
    SlotValue.Ids ids = ids((CategoricalColumn) key);
    return new SlotValue.Ids(fingerprints.unsigned(ids.ids()), ids.present(), null);
  }
}
