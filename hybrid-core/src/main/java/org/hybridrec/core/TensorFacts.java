package org.hybridrec.core;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hybridrec.core.factorization.FactorEncoder;
import org.hybridrec.core.factorization.FactorMean;
import org.hybridrec.core.factorization.FoldIn;
import org.hybridrec.core.file.TensorFile;
import org.hybridrec.core.file.TensorFileBuilder;
import org.hybridrec.features.Definition;
import org.hybridrec.features.EmbeddingColumn;
import org.hybridrec.features.FactSink;
import org.hybridrec.features.Facts;
import org.hybridrec.features.Field;
import org.hybridrec.features.VectorTable;
import org.hybridrec.features.Vocabulary;
import org.hybridrec.features.source.Quoted;
import org.hybridrec.features.text.TextEncoder;
import org.hybridrec.features.text.Tokenizer;
import org.hybridrec.features.text.VectorEncoder;
import org.hybridrec.features.text.WordVectorEncoder;
import org.hybridrec.features.text.WordVectors;

/** Fitted facts in a model file: a definition names a tensor. */
final class TensorFacts implements Facts {

  private static final String TENSOR = "tensor";

  private final TensorFile tensors;
  private final List<VectorEncoder> encoders;
  private final Map<String, FoldIn> factors = new HashMap<>();
  private final List<Tokenizer> tokenizers;

  TensorFacts(TensorFile tensors, List<VectorEncoder> encoders, List<Tokenizer> tokenizers) {
    this.tensors = tensors;
    this.encoders = encoders;
    this.tokenizers = tokenizers;
  }

  @Override
  public Tokenizer tokenizer(Definition fact) {
    for (Tokenizer tokenizer : tokenizers) {
      if (tokenizer.name().equals(fact.text())) {
        return tokenizer;
      }
    }
    try {
      return Tokenizer.named(fact.text());
    } catch (IllegalArgumentException e) {
      throw new MissingEncoderException(
          fact.path()
              + ": the model uses the tokenizer "
              + Quoted.of(fact.text())
              + ", given were "
              + tokenizers.stream().map(Tokenizer::name).toList()
              + "; give it to HybridModel.load(file, encoders, tokenizers)",
          e);
    }
  }

  @Override
  public Vocabulary vocabulary(Definition fact, Field field) {
    return Vocabulary.of(tensors.strings(name(fact)));
  }

  @Override
  public VectorTable vectors(Definition fact) {
    fact.allow("keys", "rows");
    Vocabulary keys = Vocabulary.of(tensors.strings(name(fact.child("keys"))));
    String rows = name(fact.child("rows"));
    float[] values = tensors.floats(rows);
    if (values.length % keys.size() != 0) {
      throw fact.wrong(
          "the tensor "
              + Quoted.of(rows)
              + " has no whole row for each of "
              + keys.size()
              + " keys");
    }
    int width = values.length / keys.size();
    float[][] table = new float[keys.size()][width];
    for (int i = 0; i < table.length; i++) {
      System.arraycopy(values, i * width, table[i], 0, width);
    }
    return VectorTable.of(keys, table);
  }

  @Override
  public float number(Definition fact, Field field) {
    return fact.number();
  }

  @Override
  public VectorEncoder encoder(Definition fact) {
    return switch (fact.kind()) {
      case "word_vectors" -> wordVectors(fact.child("word_vectors"));
      case "folded_in" -> factors(fact.child("folded_in"));
      case "item_factors" -> new FactorMean(factors(fact.child("item_factors")));
      default -> external(fact.allow("external").child("external"));
    };
  }

  /** Encoders that share factors in the file share them in memory. */
  private FoldIn factors(Definition body) {
    String name = name(body.child("factors"));
    FoldIn known = factors.get(name);
    if (known == null) {
      known = FoldIn.read(body, tensors);
      factors.put(name, known);
    }
    return known;
  }

  private VectorEncoder wordVectors(Definition body) {
    body.allow("words", "table", "tokenizer", "unknown_buckets", "unit_length");
    List<String> words = tensors.strings(name(body.child("words")));
    float[] table = tensors.floats(name(body.child("table")));
    WordVectorEncoder encoder =
        TextEncoder.wordVectors(WordVectors.of(words, table.length / words.size(), table))
            .withTokenizer(Tokenizer.named(body.child("tokenizer").text()))
            .withUnknownBuckets(body.child("unknown_buckets").integer());
    return body.child("unit_length").bool() ? encoder.unitLength() : encoder;
  }

  private VectorEncoder external(Definition body) {
    body.allow("name", "fingerprint", "width");
    String name = body.child("name").text();
    for (VectorEncoder encoder : encoders) {
      if (encoder.name().equals(name)
          && encoder.fingerprint().equals(body.child("fingerprint").text())) {
        return encoder;
      }
    }
    throw new MissingEncoderException(
        body.path()
            + ": the model uses the encoder "
            + Quoted.of(name)
            + " with fingerprint "
            + Quoted.of(body.child("fingerprint").text())
            + ", given were "
            + encoders.stream().map(e -> e.name() + " (" + e.fingerprint() + ")").toList()
            + "; give it to HybridModel.load(file, encoder)");
  }

  private static String name(Definition fact) {
    return fact.allow(TENSOR).child(TENSOR).text();
  }

  /** Puts facts into a file that is being made; equal vocabularies and factors are kept once. */
  static final class Sink implements FactSink {

    private final TensorFileBuilder builder;
    private final Map<Vocabulary, String> kept = new HashMap<>();
    private final Map<FoldIn, Object> keptFactors = new HashMap<>();

    Sink(TensorFileBuilder builder) {
      this.builder = builder;
    }

    @Override
    public Object vocabulary(String column, Vocabulary vocabulary) {
      String name = kept.get(vocabulary);
      if (name == null) {
        name = "vocabulary/" + column;
        kept.put(vocabulary, name);
        builder.strings(name, vocabulary.values());
      }
      return Map.of(TENSOR, name);
    }

    @Override
    public Object vectors(EmbeddingColumn column, VectorTable vectors) {
      Map<String, Object> tree = new LinkedHashMap<>();
      tree.put("keys", vocabulary(column.name(), vectors.keys()));
      // The network's table holds the rows: as they were given, or as training changed them.
      tree.put("rows", Map.of(TENSOR, "embedding/" + column.table()));
      return tree;
    }

    @Override
    public Object encoder(String column, VectorEncoder encoder) {
      Map<String, Object> tree = new LinkedHashMap<>();
      if (encoder instanceof FactorEncoder factors) {
        FoldIn foldIn = factors.foldIn();
        return Map.of(
            factors.name(),
            keptFactors.computeIfAbsent(foldIn, f -> f.write(builder, "factors/" + column)));
      }
      if (!(encoder instanceof WordVectorEncoder words)) {
        tree.put("name", encoder.name());
        tree.put("fingerprint", encoder.fingerprint());
        tree.put("width", encoder.width());
        return Map.of("external", tree);
      }
      WordVectors vectors = words.vectors();
      builder.strings("text/" + column + "/words", vectors.words());
      builder.floats("text/" + column + "/table", vectors.table(), vectors.size(), vectors.width());
      tree.put("words", Map.of(TENSOR, "text/" + column + "/words"));
      tree.put("table", Map.of(TENSOR, "text/" + column + "/table"));
      tree.put("tokenizer", words.tokenizer().name());
      tree.put("unknown_buckets", words.unknownBuckets());
      tree.put("unit_length", words.hasUnitLength());
      return Map.of("word_vectors", tree);
    }
  }
}
