package org.hybridrec.core.onnx;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hybridrec.core.HybridModel;
import org.hybridrec.core.LibraryVersion;
import org.hybridrec.core.file.TensorFile;

/**
 * Where an exported model comes from: functions of the model alone, no time, host or path, so that
 * the same model gives the same bytes.
 */
final class Provenance {

  private static final String PRODUCER = "hybridrec";

  private final Map<String, String> entries = new LinkedHashMap<>();

  Provenance(HybridModel model, TensorFile file) {
    entries.put("hybridrec.version", LibraryVersion.CURRENT);
    entries.put("hybridrec.model.sha256", file.sha256());
    entries.put("hybridrec.recipe", file.text("recipe"));
    entries.put("hybridrec.label", model.recommender().label().field());
    entries.put("hybridrec.items", json(model.items().ids()));
  }

  /** A list of texts as JSON, of any length. */
  private static String json(List<String> texts) {
    StringBuilder json = new StringBuilder("[");
    for (String text : texts) {
      json.append(json.length() > 1 ? ",\"" : "\"");
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        if (c < ' ') {
          json.append("\\u00").append(HexFormat.of().toHexDigits((byte) c));
        } else {
          json.append(c == '"' || c == '\\' ? "\\" : "").append(c);
        }
      }
      json.append('"');
    }
    return json.append(']').toString();
  }

  void addTo(ModelProto.Builder builder) {
    builder.setProducerName(PRODUCER).setProducerVersion(LibraryVersion.CURRENT);
    entries.forEach(
        (key, value) ->
            builder.addMetadataProps(
                StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
  }
}
