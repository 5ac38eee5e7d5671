package org.hybridrec.core.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hybridrec.features.FeatureColumns.embedding;
import static org.hybridrec.features.FeatureColumns.hashBucket;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnxruntime.OrtException;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hybridrec.core.HybridModel;
import org.hybridrec.core.LibraryVersion;
import org.hybridrec.core.file.Json;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxModelTest {

  private static HybridModel model;

  @TempDir private Path folder;

  @BeforeAll
  static void fit() {
    model = Bazaar.fit(List.of(embedding(hashBucket("item", 50), 4)), 8);
  }

  private static List<String> operatorSets(OnnxModel onnx) throws InvalidProtocolBufferException {
    return ModelProto.parseFrom(onnx.toBytes()).getOpsetImportList().stream()
        .map(set -> set.getDomain() + " " + set.getVersion())
        .toList();
  }

  @Test
  void idsNeedNoOperatorBeyondThoseOfPlainOnnx() throws InvalidProtocolBufferException {
    OnnxModel onnx = OnnxExport.of(model).withIds();
    assertThat(operatorSets(onnx)).containsExactly(" 17");
    assertThat(ModelProto.parseFrom(onnx.toBytes()).getIrVersion()).isEqualTo(8);
  }

  @Test
  void stringsNeedThoseOfTheExtensionsThatTheColumnsUse() throws InvalidProtocolBufferException {
    OnnxModel onnx = OnnxExport.of(model).withStrings();
    assertThat(operatorSets(onnx)).containsExactly(" 20", "ai.onnx.contrib 1");
    assertThat(ModelProto.parseFrom(onnx.toBytes()).getIrVersion()).isEqualTo(9);
  }

  @Test
  void theMetadataSaysWhereTheModelComesFrom() throws OrtException, IOException {
    Path file = folder.resolve("model.safetensors");
    model.save(file);
    byte[] saved = Files.readAllBytes(file);
    String digest = HexFormat.of().formatHex(saved, saved.length - 32, saved.length);
    try (Served served = Served.plain(OnnxExport.of(model).withIds())) {
      Map<String, String> metadata = served.session().getMetadata().getCustomMetadata();
      assertThat(metadata)
          .containsOnlyKeys(
              "hybridrec.version",
              "hybridrec.model.sha256",
              "hybridrec.recipe",
              "hybridrec.label",
              "hybridrec.items")
          .containsEntry("hybridrec.model.sha256", digest)
          .containsEntry("hybridrec.version", LibraryVersion.CURRENT)
          .containsEntry("hybridrec.label", "next");
      assertThat(Json.read(metadata.get("hybridrec.items"))).isEqualTo(Bazaar.ITEMS);
      assertThat(metadata.get("hybridrec.recipe"))
          .startsWith("{\"label\":{\"field\":\"next\",\"items\":");
      assertThat(served.session().getMetadata().getProducerName()).isEqualTo("hybridrec");
    }
  }

  @Test
  void aLoadedModelGivesTheBytesOfTheSavedOne() {
    Path file = folder.resolve("model.safetensors");
    model.save(file);
    assertThat(OnnxExport.of(HybridModel.load(file)).withIds().toBytes())
        .isEqualTo(OnnxExport.of(model).withIds().toBytes());
  }

  @Test
  void theFileHoldsTheBytes() throws IOException {
    OnnxModel onnx = OnnxExport.of(model).withStrings();
    Path file = folder.resolve("model.onnx");
    Files.writeString(file, "old");
    onnx.write(file);
    assertThat(Files.readAllBytes(file)).isEqualTo(onnx.toBytes());
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void aFolderThatIsNotThereIsNamedAndNothingWritten() throws IOException {
    Path file = folder.resolve("none/model.onnx");
    OnnxModel onnx = OnnxExport.of(model).withIds();
    assertThatThrownBy(() -> onnx.write(file))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage(
            "ONNX file "
                + file
                + ": cannot be written: its folder does not exist; create it first");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void aFolderInPlaceOfTheFileStays() throws IOException {
    Path file = Files.createDirectories(folder.resolve("model.onnx/inner")).getParent();
    OnnxModel onnx = OnnxExport.of(model).withIds();
    assertThatThrownBy(() -> onnx.write(file))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith("ONNX file " + file + ": cannot be written: ");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void moreThanAFileHoldsIsRefused() {
    assertThatThrownBy(() -> OnnxFormat.checkSize(3_000_000_000L))
        .isInstanceOf(OnnxExportException.class)
        .hasMessage(
            "the model has 3000000000 bytes of weights and texts, an ONNX file holds at most"
                + " 2113929215; take fewer buckets or narrower embeddings, or serve it with this"
                + " library");
  }

  @Test
  void everyDomainHasOneVersion() throws InvalidProtocolBufferException {
    HybridModel every = Bazaar.fit(Bazaar.columns(), 8);
    assertThat(operatorSets(OnnxExport.of(every).withStrings()))
        .containsExactly(" 20", "ai.onnx.contrib 1", "ai.onnx.ml 3");
  }
}
