package org.hybridrec.docs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.hybridrec.core.tribuo.HybridTrainer;
import org.hybridrec.core.tribuo.HybridTribuoModel;
import org.hybridrec.core.tribuo.TribuoEvaluation;
import org.tribuo.Example;
import org.tribuo.Feature;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

public class TribuoProgram {
  static final String RECIPE =
      """
      label: {field: next, items: {fit: vocabulary}}
      columns:
        - embedding: {of: {vocabulary: {field: reading, values: {fit: vocabulary}}}, width: 4}
        - text_embedding: {field: title, encoder: {hashed: {width: 32, seed: 1}}}
      network: {hidden_units: [16]}
      training: {epochs: 200}
      """;

  static Example<Label> click(String reading, String title, Label next) {
    return new ArrayExample<>(
        next, List.of(new Feature("reading@" + reading, 1), new Feature("title@" + title, 1)));
  }

  public static void main(String[] args) throws IOException {
    LabelFactory labels = new LabelFactory();
    MutableDataset<Label> clicks =
        new MutableDataset<>(new SimpleDataSourceProvenance("four clicks", labels), labels);
    clicks.add(click("a1", "Neue Regierung in Wien", new Label("a2")));
    clicks.add(click("a2", "Wien wählt im Herbst", new Label("a1")));
    clicks.add(click("b1", "Rapid gewinnt das Derby", new Label("b2")));
    clicks.add(click("b2", "Das nächste Derby im Mai", new Label("b1")));

    HybridTribuoModel model = HybridTrainer.ofRecipe(RECIPE).withTopK(2).train(clicks);
    Example<Label> unknown = click("new today", "Rapid siegt im Derby", labels.getUnknownOutput());
    System.out.println(model.predict(unknown).getOutputScores().keySet());
    System.out.println(model.getExcuse(unknown).orElseThrow().excuse("b2").get(0).getA());
    System.out.println(TribuoEvaluation.labels(model, clicks).accuracy());
    System.out.println(TribuoEvaluation.ranking(model, clicks, 2).toJson());

    model.serializeToFile(Path.of("clicks.pb"));
    Model<?> read = Model.deserializeFromFile(Path.of("clicks.pb"));
    System.out.println(read.getOutputIDInfo().size() + " labels, " + read.generatesProbabilities());
  }
}
