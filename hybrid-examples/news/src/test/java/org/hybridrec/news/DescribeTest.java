package org.hybridrec.news;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DescribeTest {

  @TempDir private Path folder;

  @Test
  void aModelShowsItsColumnsNetworkTrainingAndFit() throws IOException {
    Shell shell = Shell.run("describe", "--model", Kiosk.model(folder));

    assertThat(shell.exitCode()).isZero();
    assertThat(shell.err()).isEmpty();
    // Parameters: 7 × 8 embedded, 9 × 16 + 16 hidden, 16 × 6 + 6 out.
    assertThat(shell.out())
        .matches(
            """
            predicts next, one of 6 items
            columns, in the order of the input layer
              column             width                kind    reads
              content_embedding      8  embedding of 7 ids  content
              price                  1              number    price
            network: input 9 wide, hidden units \\[16\\], 6 classes, 318 parameters
            training: adagrad, learning rate 0\\.3, batches of 8, at most 30 epochs, seed 3
            made for train \\(240 rows, fingerprint [0-9a-f]{16}\\)
              the vocabulary of 'next'
              the vocabulary of 'content'
            fitted on 240 rows: 900 steps, 30 epochs, loss 0\\.\\d{4}
            rows read: 240; without a label: 0; with a label that is not in the item index: 0
              column             missing  defaulted  unknown  invalid  hashed  colliding
              content_embedding        0          0        0        0       0          0
              price                    0         48        0        0       0          0
            """);
  }

  @Test
  void aFileThatIsNoModelIsAskedForWhatItIs() throws IOException {
    assertThat(Shell.run("describe", "--model", Kiosk.csv(folder)).with(folder, "DIR").err())
        .startsWith("hybrid: model file 'DIR/rows.csv': is this a model file? ");
    assertThat(Shell.run("describe", "--model", folder).with(folder, "DIR"))
        .isEqualTo(Shell.userError("model file DIR: is a folder; name a file"));
  }

  @Test
  void everyKindOfColumnHasAName(@TempDir Path other) throws IOException {
    Path recipe = other.resolve("kinds.yaml");
    java.nio.file.Files.writeString(
        recipe,
        """
        label: {field: next, items: {fit: vocabulary}}
        columns:
          - indicator: {of: {hash_bucket: {field: content, buckets: 5}}}
          - text_embedding: {field: content, encoder: {hashed: {width: 4}}}
        network: {hidden_units: [], output_bias_from_frequency: true}
        training:
          optimizer: {adam: {learning_rate: 0.01}}
          max_steps: 2
          embedding_dropout: 0.25
          hidden_dropout: 0.5
          l2: 0.001
          sampled_softmax: {negatives: 3, proposal: log_uniform}
          learning_rate_schedule: {warm_up: 5, cosine: {steps: 100, fraction: 0.25}}
          gradient_clip: 0.5
        """);
    Path model = other.resolve("kinds.safetensors");
    Shell.run("train", "--recipe", recipe, "--train", Kiosk.csv(other), "--model", model);

    assertThat(Shell.run("describe", "--model", model).out())
        .contains("indicator of 5 ids", "vector by hashed")
        .contains("hidden units [], 6 classes, 60 parameters, output bias from frequency")
        .contains(
            "training: adam, learning rate 0.01, warm-up of 5 steps, cosine decay over 100 steps to"
                + " 0.25, batches of 128, at most 2 steps, embedding dropout 0.25, hidden dropout 0.5,"
                + " L2 0.001, sampled softmax with 3 negatives by log-uniform, gradients clipped at 0.5,"
                + " seed 42");
  }
}
