package org.hybridrec.core.baselines;

/** A method whose memory or time grows steeply with the items is asked to take too many. */
public class CatalogueTooLargeException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int items;
  private final int most;

  CatalogueTooLargeException(String method, int items, int most) {
    super(
        "%s takes at most %,d items, were %,d; leave rare items out, or use another baseline"
            .formatted(method, most, items));
    this.items = items;
    this.most = most;
  }

  /** Returns how many items there were. */
  public int items() {
    return items;
  }

  /** Returns how many are allowed. */
  public int most() {
    return most;
  }
}
