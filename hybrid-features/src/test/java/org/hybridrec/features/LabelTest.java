package org.hybridrec.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hybridrec.features.FeatureColumns.numeric;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hybridrec.features.encoded.EncodedBatch;
import org.hybridrec.features.source.MapSource;
import org.hybridrec.features.source.SourceReader;
import org.junit.jupiter.api.Test;

class LabelTest {

  private static final ItemIndex ITEMS = ItemIndex.of(List.of("17", "4"));

  @Test
  void aLabelIsTheClassOfItsItemAndOthersAreCounted() {
    List<Map<String, Object>> texts = new ArrayList<>();
    List<Map<String, Object>> numbers = new ArrayList<>();
    for (Object id : new Object[] {4, 17, null, 5, 4}) {
      numbers.add(Encoded.row("next", id, "n", 1));
      texts.add(Encoded.row("next", id == null ? "" : id.toString(), "n", 1));
    }
    for (List<Map<String, Object>> rows : List.of(texts, numbers)) {
      BoundEncoder encoder = bound(MapSource.of(rows), new LabelColumn("next", ITEMS));
      EncodedBatch batch = first(MapSource.of(rows), encoder);
      assertThat(labels(batch)).containsExactly(1, 0, -1, -1, 1);
      assertThat(encoder.report().missingLabels()).isEqualTo(1);
      assertThat(encoder.report().unknownLabels()).isEqualTo(1);
      assertThat(encoder.report().rows()).isEqualTo(5);
    }
  }

  @Test
  void withoutALabelColumnRowsHaveNoLabel() {
    MapSource source = MapSource.of(List.of(Encoded.row("n", 1)));
    EncodedBatch batch = first(source, bound(source, null));
    assertThat(batch.hasLabels()).isFalse();
    assertThatThrownBy(() -> batch.label(0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("these rows were encoded without labels");
  }

  @Test
  void aReportFindsAColumnByNameOrSaysThatThereIsNone() {
    MapSource source = MapSource.of(List.of(Encoded.row("n", null)));
    BoundEncoder encoder = bound(source, null);
    first(source, encoder);
    first(source, encoder);
    assertThat(encoder.report().column("n")).isEqualTo(new ColumnReport("n", 2, 2, 0, 0, 0, 0, 0));
    assertThatThrownBy(() -> encoder.report().column("m"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no column 'm' was encoded");
  }

  @Test
  void totalsAddUpWhatManyEncodersMet() {
    FeatureEncoder encoder = FeatureEncoder.of(List.of(numeric("n").withDefault(1), numeric("m")));
    MapSource source =
        MapSource.of(List.of(Encoded.row("n", null, "m", 1), Encoded.row("n", "x", "m", null)));
    EncodingTotals totals = new EncodingTotals(encoder);
    for (int i = 0; i < 3; i++) {
      BoundEncoder bound = encoder.bind(source.schema(), null, DirtyValues.COUNT);
      first(source, bound);
      totals.add(bound);
    }
    assertThat(totals.rows()).isEqualTo(6);
    assertThat(totals.columns())
        .containsExactly(
            new ColumnReport("m", 6, 3, 0, 0, 0, 0, 0), new ColumnReport("n", 6, 0, 6, 0, 3, 0, 0));
  }

  private static BoundEncoder bound(MapSource source, LabelColumn label) {
    return FeatureEncoder.of(List.of(numeric("n")))
        .bind(source.schema(), label, DirtyValues.REFUSE);
  }

  private static EncodedBatch first(MapSource source, BoundEncoder encoder) {
    try (SourceReader reader = source.open()) {
      return encoder.encode(reader.next());
    }
  }

  private static List<Integer> labels(EncodedBatch batch) {
    List<Integer> labels = new ArrayList<>();
    for (int row = 0; row < batch.rowCount(); row++) {
      labels.add(batch.label(row));
    }
    return labels;
  }
}
