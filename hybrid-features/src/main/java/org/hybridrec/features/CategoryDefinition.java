package org.hybridrec.features;

import java.util.List;
import java.util.Optional;
import org.hybridrec.features.hashing.FingerprintCat64;
import org.hybridrec.features.source.Quoted;

/** Reads categorical columns for {@link ColumnReader}. */
final class CategoryDefinition {

  private final Facts facts;

  CategoryDefinition(Facts facts) {
    this.facts = facts;
  }

  CategoricalColumn read(Definition definition) {
    return definition.read(this::column);
  }

  private CategoricalColumn column(Definition column) {
    String kind = column.kind();
    Definition body = column.child(kind);
    return switch (kind) {
      case "hash_bucket" -> hashBucket(body.allow("field", "buckets"));
      case "vocabulary" -> vocabulary(body.allow("field", "values", "oov_buckets"));
      case "identity" -> identity(body.allow("field", "cardinality", "default"));
      case "bucketized" -> bucketized(body.allow("of", "boundaries"));
      case "crossed" -> crossed(body.allow("keys", "buckets", "hash_key"));
      default ->
          throw column.wrong(
              "the kind "
                  + Quoted.of(kind)
                  + " is not known; allowed are hash_bucket, vocabulary, identity, bucketized,"
                  + " crossed");
    };
  }

  private Field field(Definition body) {
    return FieldDefinition.read(body.child("field"), facts);
  }

  private CategoricalColumn hashBucket(Definition body) {
    return FeatureColumns.hashBucket(field(body), body.child("buckets").integer());
  }

  private CategoricalColumn vocabulary(Definition body) {
    Field field = field(body);
    Vocabulary values = body.child("values").read(fact -> facts.vocabulary(fact, field));
    return FeatureColumns.vocabulary(field, values)
        .withOovBuckets(body.find("oov_buckets").map(Definition::integer).orElse(0));
  }

  private CategoricalColumn identity(Definition body) {
    IdentityColumn column =
        FeatureColumns.identity(field(body), body.child("cardinality").integer());
    Optional<Integer> unknown = body.find("default").map(Definition::integer);
    return unknown.isPresent() ? column.withDefault(unknown.get()) : column;
  }

  private CategoricalColumn bucketized(Definition body) {
    Definition of = body.child("of");
    NumericColumn number =
        NumberDefinition.read(of.isMap() ? of.allow("numeric").child("numeric") : of, facts);
    return new BucketizedColumn(number, boundaries(body.child("boundaries")));
  }

  private static float[] boundaries(Definition boundaries) {
    if (boundaries.isMap()) {
      return boundaries.allow("range").child("range").read(CategoryDefinition::range);
    }
    List<Definition> list = boundaries.list();
    float[] values = new float[list.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = list.get(i).number();
    }
    return values;
  }

  private static float[] range(Definition range) {
    List<Integer> ends = range.list().stream().map(Definition::integer).toList();
    if (ends.size() != 3) {
      throw range.wrong("a range is [from, to, step], had " + ends.size() + " numbers");
    }
    return FeatureColumns.range(ends.get(0), ends.get(1), ends.get(2));
  }

  private CategoricalColumn crossed(Definition body) {
    return new CrossedColumn(
        body.child("keys").list().stream().map(this::key).toList(),
        body.child("buckets").integer(),
        body.find("hash_key")
            .map(Definition::wholeNumber)
            .orElse(FingerprintCat64.DEFAULT_HASH_KEY));
  }

  private CrossKey key(Definition key) {
    if (!key.isMap()) {
      return FieldDefinition.read(key, facts);
    }
    return key.kind().equals("field") ? field(key) : read(key);
  }
}
