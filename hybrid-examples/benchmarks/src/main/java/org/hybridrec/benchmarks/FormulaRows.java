package org.hybridrec.benchmarks;

import java.util.List;
import org.hybridrec.features.source.ExampleSource;
import org.hybridrec.features.source.SourceBatch;
import org.hybridrec.features.source.SourceColumn;
import org.hybridrec.features.source.SourceField;
import org.hybridrec.features.source.SourceReader;
import org.hybridrec.features.source.SourceSchema;
import org.hybridrec.features.source.ValueType;
import org.hybridrec.features.synthetic.NewsArticle;
import org.jspecify.annotations.Nullable;

/**
 * Any number of lab rows that are stored nowhere: which article a row is about, and which comes
 * next, is a formula of its number. The articles' texts are numbered, as an Arrow dictionary's are.
 */
record FormulaRows(List<NewsArticle> articles, long rowCount) implements ExampleSource {

  private static final int BATCH_ROWS = 16_384;

  private static final SourceSchema SCHEMA =
      new SourceSchema(
          List.of(
              new SourceField("next_content_id", ValueType.TEXT, false),
              new SourceField("content_id", ValueType.TEXT, false),
              new SourceField("category", ValueType.TEXT, false),
              new SourceField("title", ValueType.TEXT, false),
              new SourceField("author", ValueType.TEXT, false),
              new SourceField("months_since_epoch", ValueType.INTEGER, false)));

  @Override
  public SourceSchema schema() {
    return SCHEMA;
  }

  @Override
  public SourceReader open() {
    return new SourceReader() {
      private long next;

      @Override
      public @Nullable SourceBatch next() {
        int count = (int) Math.min(BATCH_ROWS, rowCount - next);
        if (count == 0) {
          return null;
        }
        next += count;
        return new Batch(articles, next - count, count);
      }

      @Override
      public void close() {
        next = rowCount;
      }
    };
  }

  /** The article of a row: the first ones more often than the last. */
  private static int article(long row, int count) {
    double uniform = (mixed(row) >>> 11) * 0x1p-53;
    return (int) (uniform * uniform * count);
  }

  /** The next article follows from the article in four of five rows. */
  private static int nextArticle(long row, int count) {
    long random = mixed(~row);
    return Long.remainderUnsigned(random, 5) == 0
        ? article(random, count)
        : (int) ((article(row, count) * 7L + 1) % count);
  }

  /** The finaliser of SplitMix64. */
  private static long mixed(long row) {
    long a = row * 0x9E3779B97F4A7C15L;
    long b = (a ^ (a >>> 30)) * 0xBF58476D1CE4E5B9L;
    long c = (b ^ (b >>> 27)) * 0x94D049BB133111EBL;
    return c ^ (c >>> 31);
  }

  private static final class Batch implements SourceBatch {

    private final List<NewsArticle> articles;
    private final long first;
    private final int[] current;
    private final int[] next;

    Batch(List<NewsArticle> articles, long first, int rowCount) {
      this.articles = articles;
      this.first = first;
      this.current = new int[rowCount];
      this.next = new int[rowCount];
      for (int row = 0; row < rowCount; row++) {
        current[row] = article(first + row, articles.size());
        next[row] = nextArticle(first + row, articles.size());
      }
    }

    @Override
    public int rowCount() {
      return current.length;
    }

    @Override
    public SourceColumn column(int index) {
      return new Column(articles, index, index == 0 ? next : current);
    }

    @Override
    public String location(int row) {
      return "row " + (first + row);
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  private record Column(List<NewsArticle> articles, int index, int[] numbers)
      implements SourceColumn {

    private @Nullable String value(int row) {
      NewsArticle article = articles.get(numbers[row]);
      return switch (index) {
        case 0, 1 -> article.contentId();
        case 2 -> article.category();
        case 3 -> article.title();
        case 4 -> article.author();
        default -> null;
      };
    }

    @Override
    public Object dictionary() {
      return articles;
    }

    @Override
    public int key(int row, int i) {
      return numbers[row];
    }

    @Override
    public int valueCount(int row) {
      return index != 4 || value(row) != null ? 1 : 0;
    }

    @Override
    public boolean isNull(int row, int i) {
      return false;
    }

    @Override
    public String text(int row, int i) {
      String value = value(row);
      return value == null ? String.valueOf(integer(row, i)) : value;
    }

    @Override
    public long integer(int row, int i) {
      return articles.get(numbers[row]).monthsSinceEpoch();
    }

    @Override
    public double number(int row, int i) {
      return integer(row, i);
    }
  }
}
