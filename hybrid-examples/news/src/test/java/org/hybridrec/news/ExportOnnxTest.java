package org.hybridrec.news;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.hybridrec.core.HybridModel;
import org.hybridrec.core.onnx.OnnxExport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportOnnxTest {

  @TempDir private Path folder;

  private Path out() {
    return folder.resolve("kiosk.onnx");
  }

  @Test
  void aModelIsWrittenForRowsAsTheyCome() throws IOException {
    Path model = Kiosk.model(folder);
    Shell shell = Shell.run("export-onnx", "--model", model, "--out", out()).with(out(), "OUT");

    assertThat(shell.err()).isEmpty();
    assertThat(shell.exitCode()).isZero();
    assertThat(shell.out().replaceAll("[\\d,]+ bytes", "N bytes"))
        .isEqualTo(
            """
            wrote OUT, N bytes; its inputs
              content: string [rows × values], '' is missing
              price: float [rows × values], NaN is missing
              k: int64 [1], how many items are wanted
            """);
    assertThat(Files.readAllBytes(out()))
        .isEqualTo(OnnxExport.of(HybridModel.load(model)).withStrings().toBytes());
  }

  @Test
  void withIdsItTakesWhatTheEncoderGives() throws IOException {
    Path model = Kiosk.model(folder);
    Shell shell =
        Shell.run("export-onnx", "--model", model, "--out", out(), "--ids").with(out(), "OUT");

    assertThat(shell.out().replaceAll("[\\d,]+ bytes", "N bytes"))
        .isEqualTo(
            """
            wrote OUT, N bytes; its inputs
              content_embedding: int64 [rows × ids], -1 is no id
              price: float [rows × 1], as the encoder gives it
              k: int64 [1], how many items are wanted
            """);
    assertThat(Files.readAllBytes(out()))
        .isEqualTo(OnnxExport.of(HybridModel.load(model)).withIds().toBytes());
  }

  @Test
  void aTargetThatCannotBeWrittenIsToldBeforeAnyWork() throws IOException {
    Path none = folder.resolve("none/kiosk.onnx");
    assertThat(Shell.run("export-onnx", "--model", "no.safetensors", "--out", none))
        .isEqualTo(
            Shell.userError("ONNX file " + none + ": there is no folder for it; make it first"));
    assertThat(Shell.run("export-onnx", "--model", "no.safetensors", "--out", folder))
        .isEqualTo(Shell.userError("ONNX file " + folder + ": is a folder; name a file"));
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void aModelThatIsNotThereIsToldAndNothingWritten() {
    assertThat(Shell.run("export-onnx", "--model", "no.safetensors", "--out", out()))
        .isEqualTo(
            Shell.userError(
                "model file no.safetensors: there is no such file; hybrid train writes one"));
    assertThat(out()).doesNotExist();
  }
}
