package org.hybridrec.core;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hybridrec.features.Definition;
import org.hybridrec.features.dataset.Reversal;

/**
 * The textual form of reversed rows: {@code {content: content_id, fields: [title], weight: 0.3}}.
 */
final class ReversalDefinition {

  static final String KEY = "reversed_rows";

  private ReversalDefinition() {}

  static Reversal read(Definition body) {
    body.allow("content", "fields", "weight");
    List<String> fields =
        body.find("fields")
            .map(list -> list.list().stream().map(Definition::text).toList())
            .orElse(List.of());
    return new Reversal(body.child("content").text(), fields, body.child("weight").number());
  }

  static Map<String, Object> write(Reversal reversal) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("content", reversal.content());
    tree.put("fields", reversal.fields());
    tree.put("weight", reversal.weight());
    return tree;
  }
}
