package org.hybridrec.core.evaluation;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** Writes a comparison as JSON. */
final class ComparisonJson {

  private ComparisonJson() {}

  static void write(Comparison comparison, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("arms");
    for (Arm arm : comparison.arms()) {
      write(comparison, arm, json);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("differences");
    for (Difference difference : comparison.differences()) {
      write(json, difference);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(Comparison comparison, Arm arm, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", arm.name());
    json.writeObjectFieldStart("metrics");
    for (Metric metric : Metric.values()) {
      json.writeObjectFieldStart(metric.key());
      JsonText.number(json, "mean", arm.mean(metric));
      JsonText.number(json, "deviation", arm.deviation(metric));
      JsonText.interval(json, comparison.interval(arm.name(), metric));
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeArrayFieldStart("runs");
    for (RankingReport run : arm.runs()) {
      run.write(json);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, Difference difference) throws IOException {
    json.writeStartObject();
    json.writeStringField("arm", difference.contrast().arm());
    json.writeStringField("against", difference.contrast().against());
    json.writeStringField("metric", difference.contrast().metric().key());
    JsonText.number(json, "difference", difference.value());
    JsonText.interval(json, difference.interval());
    json.writeNumberField("p", difference.p());
    json.writeNumberField("adjusted_p", difference.adjustedP());
    json.writeNumberField("runs_better", difference.runsBetter());
    json.writeNumberField("runs", difference.runs());
    json.writeStringField("verdict", difference.verdict());
    json.writeEndObject();
  }
}
