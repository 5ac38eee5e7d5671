package org.hybridrec.news;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.hybridrec.core.onnx.OnnxExport;
import org.hybridrec.core.onnx.OnnxModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes a saved model as an ONNX file. */
@Command(
    name = "export-onnx",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Writes a saved model as an ONNX file and lists its inputs.",
      "It takes rows as they come and runs in ONNX Runtime with its extensions; with --ids it takes",
      "encoded ids and floats and needs no extensions."
    },
    footer = {"", "Example:", "  hybrid export-onnx --model news.safetensors --out news.onnx"})
final class ExportOnnx implements Callable<Integer> {

  @Option(names = "--model", required = true, paramLabel = "FILE", description = "A saved model.")
  private Path model;

  @Option(names = "--out", required = true, paramLabel = "FILE", description = "The ONNX file.")
  private Path out;

  @Option(names = "--ids", description = "Take encoded ids and floats instead of raw rows.")
  private boolean ids;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets the fields
  ExportOnnx() {}

  @Override
  public Integer call() throws Exception {
    ModelFiles.checkTarget("ONNX file", out);
    OnnxExport export = OnnxExport.of(ModelFiles.load(model));
    OnnxModel onnx = ids ? export.withIds() : export.withStrings();
    onnx.write(out);
    PrintWriter print = spec.commandLine().getOut();
    print.printf(Locale.ROOT, "wrote %s, %,d bytes; its inputs%n", out, Files.size(out));
    onnx.inputs().forEach(input -> print.println("  " + input));
    onnx.notes().forEach(print::println);
    return 0;
  }
}
