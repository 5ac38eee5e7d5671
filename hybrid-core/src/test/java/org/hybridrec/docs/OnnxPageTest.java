package org.hybridrec.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hybridrec.core.HybridModel;
import org.hybridrec.core.onnx.OnnxExport;
import org.hybridrec.core.onnx.OnnxModel;
import org.hybridrec.reliability.ChildJvm;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs of docs/onnx.md are those that are compiled here, and print what the page says. */
class OnnxPageTest {

  private static final Page PAGE = Page.read("docs/onnx.md");

  @TempDir private static Path folder;
  private static String inputs;

  @BeforeAll
  static void exportTheFirstProgramsModel() throws IOException, InterruptedException {
    ChildJvm.output(folder, FirstProgram.class);
    inputs = ChildJvm.output(folder, OnnxExporting.class);
  }

  private static String source(String program) throws IOException {
    return Files.readString(Path.of("src/test/java/org/hybridrec/docs/" + program + ".java"))
        .replace("package org.hybridrec.docs;\n\n", "");
  }

  @Test
  void theExportingProgramPrintsTheInputs() throws IOException {
    assertThat(PAGE.after("exporting").code("java")).containsExactly(source("OnnxExporting"));
    assertThat(PAGE.after("inputs").code("text")).containsExactly(inputs);
  }

  @Test
  void theJavaProgramPrintsTheAnswers() throws IOException, InterruptedException {
    assertThat(PAGE.after("serving").code("java")).containsExactly(source("OnnxServing"));
    assertThat(PAGE.after("answers").code("text"))
        .containsExactly(ChildJvm.output(folder, OnnxServing.class));
  }

  @Test
  void thePythonProgramPrintsTheSameAnswers() throws IOException, InterruptedException {
    String python = System.getProperty("hybridrec.python", "python3");
    assumeThat(hasPackages(python))
        .as("a Python with onnxruntime_extensions (set -Dhybridrec.python=PROGRAM)")
        .isTrue();
    Path program = folder.resolve("serve.py");
    Files.writeString(program, PAGE.after("python").code("python").get(0));
    Path errors = folder.resolve("errors.txt");
    Process process =
        new ProcessBuilder(python, program.toString())
            .directory(folder.toFile())
            .redirectError(errors.toFile())
            .start();
    try (InputStream out = process.getInputStream()) {
      String printed = new String(out.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as("%s", Files.readString(errors)).isZero();
      assertThat(PAGE.after("answers").code("text"))
          .containsExactly(printed.replace(System.lineSeparator(), "\n"));
    }
  }

  private static boolean hasPackages(String python) throws InterruptedException {
    try {
      return new ProcessBuilder(python, "-c", "import onnxruntime, onnxruntime_extensions")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void theInputsThatComeEncodedAreThoseOfATest() throws IOException {
    String test =
        Files.readString(Path.of("src/test/java/org/hybridrec/core/onnx/FactorsExportTest.java"));
    assertThat(test.replaceAll("\\s", ""))
        .contains(PAGE.after("encoded").code("java").get(0).replaceAll("\\s", ""));
    assertThat(PAGE.after("factors").code("text").get(0).lines())
        .hasSize(2)
        .allMatch(line -> test.contains("\"" + line + "\""));
  }

  @Test
  void theVersionsAreThoseThatAreWritten() throws IOException {
    HybridModel model = HybridModel.load(folder.resolve("first.safetensors"));
    List<List<String>> rows = new ArrayList<>();
    rows.add(versions("`withStrings()`", OnnxExport.of(model).withStrings()));
    rows.add(versions("`withIds()`", OnnxExport.of(model).withIds()));
    List<List<String>> table = PAGE.after("forms").table();
    assertThat(table.subList(1, table.size()))
        .extracting(row -> List.of(row.get(0), row.get(2), row.get(3)))
        .containsExactlyElementsOf(rows);
  }

  private static List<String> versions(String form, OnnxModel onnx) throws IOException {
    ModelProto proto = ModelProto.parseFrom(onnx.toBytes());
    String sets =
        proto.getOpsetImportList().stream()
            .map(set -> (set.getDomain().isEmpty() ? "" : set.getDomain() + " ") + set.getVersion())
            .collect(Collectors.joining(", "));
    return List.of(form, Long.toString(proto.getIrVersion()), sets);
  }

  @Test
  void everyRuntimeVersionIsThatOfTheTests() throws IOException {
    String pom = Files.readString(Page.ROOT.resolve("pom.xml"));
    for (String name : List.of("onnxruntime", "onnxruntime-extensions")) {
      String version = pom.replaceAll("(?s).*<" + name + ".version>(.*?)<.*", "$1");
      Stream<String> named =
          PAGE.matches("\\b" + name + "(?:==|</artifactId>\\s*<version>)([\\d.]+)").stream()
              .map(match -> match.group(1));
      assertThat(named).isNotEmpty().containsOnly(version);
    }
  }
}
