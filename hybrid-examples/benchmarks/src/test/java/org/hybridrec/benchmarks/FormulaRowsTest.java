package org.hybridrec.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hybridrec.features.BoundEncoder;
import org.hybridrec.features.DirtyValues;
import org.hybridrec.features.FeatureEncoder;
import org.hybridrec.features.ItemIndex;
import org.hybridrec.features.LabelColumn;
import org.hybridrec.features.encoded.CompactRows;
import org.hybridrec.features.encoded.EncodedBatch;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.MapSource;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceColumn;
import org.hybridrec.features.source.SourceReader;
import org.hybridrec.features.synthetic.NewsArticle;
import org.hybridrec.features.synthetic.NewsSite;
import org.junit.jupiter.api.Test;

class FormulaRowsTest {

  private static final List<NewsArticle> ARTICLES =
      NewsSite.builder().articles(300).visitors(10).views(100).seed(5).build().articles();

  private static List<Map<String, Object>> stored(FormulaRows rows) {
    List<Map<String, Object>> stored = new ArrayList<>();
    try (SourceReader reader = rows.open()) {
      for (SourceBatch batch = reader.next(); batch != null; batch = reader.next()) {
        for (int row = 0; row < batch.rowCount(); row++) {
          Map<String, Object> cells = new LinkedHashMap<>();
          for (int c = 0; c < 5; c++) {
            SourceColumn column = batch.column(c);
            if (column.valueCount(row) > 0) {
              cells.put(rows.schema().names().get(c), column.text(row, 0));
            }
          }
          cells.put("months_since_epoch", batch.column(5).integer(row, 0));
          stored.add(cells);
        }
      }
    }
    return stored;
  }

  private static EncodedBatch encoded(ExampleSource rows) {
    FeatureEncoder encoder = FeatureEncoder.of(LabRecipe.contentColumns());
    List<String> ids = ARTICLES.stream().map(NewsArticle::contentId).toList();
    LabelColumn label = new LabelColumn("next_content_id", ItemIndex.of(ids));
    BoundEncoder bound = encoder.bind(rows.schema(), label, DirtyValues.REFUSE);
    CompactRows.Builder kept = CompactRows.builder(encoder.layout());
    try (SourceReader reader = rows.open()) {
      for (SourceBatch batch = reader.next(); batch != null; batch = reader.next()) {
        kept.addLabelled(bound.encode(batch));
      }
    }
    try (CompactRows all = kept.build()) {
      long[] wanted = new long[(int) all.rowCount()];
      for (int i = 0; i < wanted.length; i++) {
        wanted[i] = i;
      }
      return all.gather(wanted, 0, wanted.length);
    }
  }

  @Test
  void numberedRowsAreEncodedAsTheSameRowsInMapsAre() {
    FormulaRows rows = new FormulaRows(ARTICLES, 20_000);
    List<Map<String, Object>> stored = stored(rows);
    assertThat(stored).hasSize(20_000);
    EncodedBatch fast = encoded(rows);
    EncodedBatch slow = encoded(MapSource.of(stored));
    assertThat(fast.rowCount()).isEqualTo(20_000);
    for (int slot = 0; slot < fast.layout().slots().size(); slot++) {
      if (fast.layout().slots().get(slot).name().endsWith("text_embedding")) {
        assertThat(fast.floats(slot)).isEqualTo(slow.floats(slot));
      } else {
        assertThat(fast.ids(slot).ids()).isEqualTo(slow.ids(slot).ids());
        assertThat(fast.ids(slot).offsets()).isEqualTo(slow.ids(slot).offsets());
      }
    }
    for (int row = 0; row < 20_000; row++) {
      assertThat(fast.label(row)).isEqualTo(slow.label(row));
    }
  }

  @Test
  void everyArticleComesUpAndARowIsTheSameEachTime() {
    FormulaRows rows = new FormulaRows(ARTICLES, 40_000);
    List<Map<String, Object>> stored = stored(rows);
    assertThat(stored(new FormulaRows(ARTICLES, 17_000))).isEqualTo(stored.subList(0, 17_000));
    assertThat(new HashSet<>(stored.stream().map(row -> row.get("content_id")).toList()))
        .hasSize(300);
  }
}
