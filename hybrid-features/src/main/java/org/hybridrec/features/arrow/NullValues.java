package org.hybridrec.features.arrow;

/** Values of Arrow's null type: all missing. */
record NullValues(long count) implements Values {

  @Override
  public boolean isNull(long index) {
    return true;
  }

  @Override
  public String text(long index) {
    return "";
  }
}
