package org.hybridrec.features.dataset;

/** Why a page view gives no example. Every view that gives none has exactly one reason. */
public enum DropReason {
  /** The visitor is missing or blank. */
  NO_VISITOR("no visitor"),
  /** The content is missing or blank. */
  NO_CONTENT("no content"),
  /** The session's start or the hit's time is missing or no whole number. */
  NO_TIME("no readable time"),
  /** A view of the same visitor at the same times of the same content stands before it. */
  DUPLICATE("duplicate view"),
  /** The visitor has just viewed the same content. */
  REPEAT("repeated content"),
  /** It is the visitor's last view. */
  LAST_VIEW("last view of the visitor"),
  /** The visitor's next view is in another session. */
  OTHER_SESSION("next view in another session"),
  /** Too few views of the visitor stand before it. */
  SHORT_HISTORY("history too short");

  private final String text;

  DropReason(String text) {
    this.text = text;
  }

  /** Returns the reason in words. */
  @Override
  public String toString() {
    return text;
  }
}
