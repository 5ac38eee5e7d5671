package org.hybridrec.core.tribuo;

import com.oracle.labs.mlrg.olcut.provenance.ListProvenance;
import com.oracle.labs.mlrg.olcut.provenance.ObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.BooleanProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.DoubleProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.IntProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.LongProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.StringProvenance;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hybridrec.core.FitReport;
import org.hybridrec.core.HybridModel;
import org.hybridrec.core.file.TensorFile;
import org.tribuo.Tribuo;
import org.tribuo.classification.LabelFactory;
import org.tribuo.provenance.DatasetProvenance;
import org.tribuo.provenance.ModelProvenance;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.provenance.TrainerProvenance;

/**
 * What Tribuo is told of a training: its own facts (time, Java, system, data, trainer), and those
 * of the model file under the names of {@link #of}.
 *
 * @param data where the rows came from
 * @param trainer what trained
 * @param run facts that the caller gave for the run
 */
record RunFacts(DatasetProvenance data, TrainerProvenance trainer, Map<String, Provenance> run) {

  /** Returns the provenance of a model that was trained just now. */
  ModelProvenance of(HybridModel model) {
    Map<String, Provenance> facts = new LinkedHashMap<>(run);
    FitReport fit = model.fitReport();
    TensorFile file = model.file();
    put(facts, "hybridrec-version", fit.libraryVersion());
    put(facts, "hybridrec-recipe", file.text("recipe"));
    put(facts, "hybridrec-data-sha256", fit.dataSha256());
    put(facts, "hybridrec-model-sha256", file.sha256());
    put(facts, "hybridrec-rows", fit.rows());
    put(facts, "hybridrec-steps", fit.steps());
    facts.put("hybridrec-loss", new DoubleProvenance("hybridrec-loss", fit.loss()));
    return new ModelProvenance(
        HybridTribuoModel.class.getName(),
        OffsetDateTime.now(ZoneOffset.UTC),
        data,
        trainer,
        facts);
  }

  private static void put(Map<String, Provenance> facts, String name, String value) {
    facts.put(name, new StringProvenance(name, value));
  }

  private static void put(Map<String, Provenance> facts, String name, long value) {
    facts.put(name, new LongProvenance(name, value));
  }

  /**
   * Returns the provenance of rows that did not come from Tribuo.
   *
   * @param source what they came from
   */
  static DatasetProvenance dataset(HybridModel model, String source) {
    FitReport fit = model.fitReport();
    Map<String, Provenance> facts = new LinkedHashMap<>();
    put(facts, ObjectProvenance.CLASS_NAME, source);
    facts.put(
        "datasource",
        new SimpleDataSourceProvenance(
            "rows with SHA-256 " + fit.dataSha256(),
            OffsetDateTime.now(ZoneOffset.UTC),
            new LabelFactory()));
    facts.put("transformations", new ListProvenance<ObjectProvenance>());
    facts.put("is-dense", new BooleanProvenance("is-dense", false));
    facts.put("is-sequence", new BooleanProvenance("is-sequence", false));
    put(facts, "num-examples", (int) Math.min(fit.encoding().rows(), Integer.MAX_VALUE));
    put(facts, "num-features", 0);
    put(facts, "num-outputs", model.items().size());
    put(facts, "tribuo-version", Tribuo.VERSION);
    return new DatasetProvenance(facts);
  }

  private static void put(Map<String, Provenance> facts, String name, int value) {
    facts.put(name, new IntProvenance(name, value));
  }
}
