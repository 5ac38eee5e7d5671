package org.hybridrec.docs;

import java.nio.file.Path;
import org.hybridrec.core.HybridModel;
import org.hybridrec.core.onnx.OnnxExport;
import org.hybridrec.core.onnx.OnnxModel;

public class OnnxExporting {
  public static void main(String[] args) {
    HybridModel model = HybridModel.load(Path.of("first.safetensors"));
    OnnxModel onnx = OnnxExport.of(model).withStrings();
    onnx.inputs().forEach(System.out::println);
    onnx.notes().forEach(System.out::println);
    onnx.write(Path.of("first.onnx"));
  }
}
