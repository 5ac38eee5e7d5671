package org.hybridrec.news;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hybridrec.core.factorization.Factorization;
import org.hybridrec.core.factorization.FoldIn;
import org.hybridrec.features.VectorTable;

/**
 * Adds the lab's columns user_factor_0 … and item_factor_0 … to rows. A visitor's factors are
 * folded in from the contents of their earlier rows: never from the one that a row is about to
 * predict, in training as in serving, and whether the factorization knows the visitor or not.
 */
final class FactorColumns {

  private final FoldIn foldIn;
  private final VectorTable items;

  FactorColumns(Factorization factorization) {
    this.foldIn = factorization.foldIn();
    this.items = factorization.itemFactors();
  }

  /**
   * Returns the rows with factors where they are known; a visitor's first row has none of the
   * visitor, an unknown content none of the content.
   *
   * @param rows rows with visitor_id and content_id, those of a visitor in the order of time
   */
  List<Map<String, Object>> join(List<Map<String, Object>> rows) {
    Map<Object, List<String>> read = new HashMap<>();
    List<Map<String, Object>> joined = new ArrayList<>(rows.size());
    for (Map<String, Object> row : rows) {
      List<String> before = read.computeIfAbsent(row.get("visitor_id"), id -> new ArrayList<>());
      String content = String.valueOf(row.get("content_id"));
      Map<String, Object> wider = new LinkedHashMap<>(row);
      if (!before.isEmpty()) {
        put(wider, "user_factor_", foldIn.factors(before));
      }
      int item = items.keys().indexOf(content);
      if (item >= 0) {
        put(wider, "item_factor_", items.row(item));
      }
      joined.add(wider);
      before.add(content);
    }
    return joined;
  }

  private static void put(Map<String, Object> row, String prefix, float[] factors) {
    for (int i = 0; i < factors.length; i++) {
      row.put(prefix + i, factors[i]);
    }
  }
}
