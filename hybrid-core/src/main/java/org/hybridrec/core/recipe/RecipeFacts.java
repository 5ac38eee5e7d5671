package org.hybridrec.core.recipe;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.hybridrec.features.Definition;
import org.hybridrec.features.Facts;
import org.hybridrec.features.Field;
import org.hybridrec.features.Moments;
import org.hybridrec.features.VectorTable;
import org.hybridrec.features.Vocabulary;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.text.VectorEncoder;

/** Fitted facts of a recipe: written out, read from a file, or fitted on the training rows. */
final class RecipeFacts implements Facts {

  private final Path folder;
  private final ExampleSource rows;

  RecipeFacts(Path folder, ExampleSource rows) {
    this.folder = folder;
    this.rows = rows;
  }

  @Override
  public Vocabulary vocabulary(Definition fact, Field field) {
    if (fact.isList()) {
      return Vocabulary.of(fact.list().stream().map(Definition::text).toList());
    }
    if (fact.allow("file", "fit").find("file").isPresent()) {
      return readFile(fact.child("file"));
    }
    Definition fit = fact.child("fit");
    if (!fit.text().equals("vocabulary")) {
      throw fit.wrong("expected 'vocabulary', was '" + fit.text() + "'");
    }
    return Vocabulary.of(rows, field);
  }

  private Vocabulary readFile(Definition file) {
    try {
      return Vocabulary.readUtf8(folder.resolve(file.text()));
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
    return switch (fit.text()) {
      case "mean" -> (float) moments.mean();
      case "standard_deviation" -> (float) moments.standardDeviation();
      default ->
          throw fit.wrong("expected 'mean' or 'standard_deviation', was '" + fit.text() + "'");
    };
  }

  @Override
  public VectorTable vectors(Definition fact) {
    throw fact.wrong("vectors are given in code, with FeatureColumns.pretrained");
  }

  @Override
  public VectorEncoder encoder(Definition fact) {
    throw fact.wrong("expected the encoder hashed or word_vectors, was " + List.of(fact.kind()));
  }
}
