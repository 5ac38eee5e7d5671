package org.hybridrec.core.onnx;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hybridrec.core.HybridModel;
import org.hybridrec.core.HybridRecommender;
import org.hybridrec.core.file.TensorFile;
import org.hybridrec.features.DenseColumn;
import org.hybridrec.features.encoded.Slot;

/**
 * Turns a fitted model into ONNX. Immutable and thread-safe.
 *
 * <pre>{@code
 * OnnxModel onnx = OnnxExport.of(model).withStrings();
 * onnx.inputs().forEach(input -> log.info("{}", input));
 * onnx.write(Path.of("news.onnx"));
 * }</pre>
 *
 * <p>Both forms answer with {@code items}, string [rows × k], the most probable items, best first,
 * equally probable ones in the order of the index; {@code probabilities}, float [rows × k]; and
 * {@code scores}, float [rows × items], the probability of every item. The input {@code k}, int64
 * [1], says how many are wanted. Answers are those of the model itself, but for the last bits: sums
 * are made in another order.
 *
 * <p>The same model gives the same bytes. The file's metadata holds the library's version, the
 * recipe, the SHA-256 of the model file, the label's field and all items in their order.
 */
public final class OnnxExport {

  private final HybridModel model;

  private OnnxExport(HybridModel model) {
    this.model = model;
  }

  /** Returns the export of a model. */
  public static OnnxExport of(HybridModel model) {
    return new OnnxExport(model);
  }

  /**
   * Returns the form whose inputs are ids and floats as {@link HybridModel#encode} gives them: one
   * or two inputs a column. It uses ONNX's standard operators only (opset 17, IR version 8), so
   * plain ONNX Runtime runs it on every platform.
   *
   * @throws OnnxExportException if a column is of a kind that cannot be exported, or the weights
   *     are more than an ONNX file holds
   */
  public OnnxModel withIds() {
    return export(OnnxFormat.IDS);
  }

  /**
   * Returns the form whose inputs are the fields of rows as they come, texts and numbers. It runs
   * in ONNX Runtime with the ONNX Runtime extensions, whose library is given to the session (opset
   * 20, IR version 9).
   *
   * <p>A column that operators cannot compute, such as one by an encoder of your own, comes
   * encoded, as in the other form: {@link OnnxModel#notes} says which and why.
   *
   * @throws OnnxExportException if a column is of a kind that cannot be exported, or the weights
   *     are more than an ONNX file holds
   */
  public OnnxModel withStrings() {
    return export(OnnxFormat.STRINGS);
  }

  private OnnxModel export(OnnxFormat format) {
    HybridRecommender recommender = model.recommender();
    TensorFile weights = model.toTensors();
    OnnxFormat.checkSize(weights.byteCount());
    Graph graph = new Graph();
    Inputs inputs = new Inputs(graph);
    RawColumns raw = new RawColumns(graph, inputs, recommender.encoder().servingSchema());
    List<SlotValue> values = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    List<Slot> slots = recommender.encoder().layout().slots();
    for (int i = 0; i < slots.size(); i++) {
      DenseColumn column = recommender.columns().get(i);
      Optional<String> obstacle = RawColumns.obstacle(column);
      if (format == OnnxFormat.STRINGS && obstacle.isEmpty()) {
        values.add(raw.value(column));
      } else {
        values.add(inputs.encoded(i, slots.get(i), column));
        if (format == OnnxFormat.STRINGS) {
          notes.add(note(column, inputs.last(), obstacle.orElseThrow()));
        }
      }
    }
    new NetworkGraph(graph, weights, recommender).add(values);
    inputs.count();
    return new OnnxModel(format.model(graph, new Provenance(model, weights)), inputs, notes);
  }

  private static String note(DenseColumn column, Inputs.Encoding encoding, String obstacle) {
    return "column '"
        + column.name()
        + "' comes encoded, as input '"
        + encoding.values().name()
        + "': "
        + obstacle
        + "; fill it from HybridModel.encode";
  }
}
