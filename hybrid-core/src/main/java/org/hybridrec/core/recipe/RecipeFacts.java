package org.hybridrec.core.recipe;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.hybridrec.features.Definition;
import org.hybridrec.features.Facts;
import org.hybridrec.features.Field;
import org.hybridrec.features.Moments;
import org.hybridrec.features.VectorTable;
import org.hybridrec.features.Vocabulary;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.Quoted;
import org.hybridrec.features.text.TextEncoder;
import org.hybridrec.features.text.Tokenizer;
import org.hybridrec.features.text.VectorEncoder;
import org.hybridrec.features.text.WordVectorEncoder;

/** Fitted facts of a recipe: written out, read from a file, or fitted on the training rows. */
final class RecipeFacts implements Facts {

  private final Path folder;
  private final ExampleSource rows;
  private final RecipeFactors factors;
  private final FactLog log;

  RecipeFacts(Path folder, ExampleSource rows, RecipeFactors factors, FactLog log) {
    this.log = log;
    this.folder = folder;
    this.rows = rows;
    this.factors = factors;
  }

  @Override
  public Vocabulary vocabulary(Definition fact, Field field) {
    if (fact.isList()) {
      return Vocabulary.of(fact.list().stream().map(Definition::text).toList());
    }
    if (fact.allow("file", "fit").find("file").isPresent()) {
      return readFile(fact.child("file"), field);
    }
    Definition fit = fact.child("fit");
    if (!fit.text().equals("vocabulary")) {
      throw fit.wrong("expected 'vocabulary', was '" + fit.text() + "'");
    }
    log.fitted(vocabularyOf(field));
    return Vocabulary.of(rows, field);
  }

  private static String vocabularyOf(Field field) {
    return "the vocabulary of " + Quoted.of(field.source());
  }

  private Vocabulary readFile(Definition file, Field field) {
    try {
      Path path = folder.resolve(file.text());
      Vocabulary vocabulary = Vocabulary.readUtf8(path);
      log.read(vocabularyOf(field), path);
      return vocabulary;
    } catch (UncheckedIOException e) {
      throw file.wrong(e.getMessage() + "; paths are relative to the recipe's folder");
    }
  }

  @Override
  public float number(Definition fact, Field field) {
    if (fact.isNumber()) {
      return fact.number();
    }
    Definition fit = fact.allow("fit").child("fit");
    Moments moments = Moments.of(rows, field);
    log.fitted("mean and deviation of " + Quoted.of(field.source()));
    return switch (fit.text()) {
      case "mean" -> (float) moments.mean();
      case "standard_deviation" -> (float) moments.standardDeviation();
      default ->
          throw fit.wrong("expected 'mean' or 'standard_deviation', was '" + fit.text() + "'");
    };
  }

  @Override
  public VectorTable vectors(Definition fact) {
    return factors.table(fact);
  }

  @Override
  public VectorEncoder encoder(Definition fact) {
    return switch (fact.kind()) {
      case "folded_in", "item_factors" -> factors.encoder(fact, fact.kind());
      case "word_vectors" -> fact.child("word_vectors").read(this::wordVectors);
      default ->
          throw fact.wrong(
              "the encoder "
                  + Quoted.of(fact.kind())
                  + " is not known; allowed are hashed, word_vectors, folded_in, item_factors");
    };
  }

  private VectorEncoder wordVectors(Definition body) {
    body.allow("file", "tokenizer", "unknown_buckets", "unit_length");
    WordVectorEncoder encoder;
    try {
      encoder = TextEncoder.wordVectors(folder.resolve(body.child("file").text()));
    } catch (UncheckedIOException e) {
      throw body.wrong(e.getMessage() + "; paths are relative to the recipe's folder");
    }
    if (body.find("tokenizer").isPresent()) {
      encoder = encoder.withTokenizer(Tokenizer.named(body.child("tokenizer").text()));
    }
    if (body.find("unknown_buckets").isPresent()) {
      encoder = encoder.withUnknownBuckets(body.child("unknown_buckets").integer());
    }
    boolean unit = body.find("unit_length").map(Definition::bool).orElse(false);
    return unit ? encoder.unitLength() : encoder;
  }
}
