package org.hybridrec.core.network;

/**
 * Who does the work: runs units numbered from 0, in any order and on any thread, and returns when
 * all are done. A unit's result may not depend on which worker runs it.
 */
interface Workers {

  /** Number of workers; each has scratch memory of its own. */
  int count();

  /** Runs all units. */
  void run(int units, UnitTask task);

  /** Returns how many units of that size it takes. */
  static int units(int count, int unitSize) {
    return (count + unitSize - 1) / unitSize;
  }

  /** One piece of work. */
  @FunctionalInterface
  interface UnitTask {
    void run(int unit, int worker);
  }

  /** The calling thread alone. */
  Workers CALLER =
      new Workers() {
        @Override
        public int count() {
          return 1;
        }

        @Override
        public void run(int units, UnitTask task) {
          for (int unit = 0; unit < units; unit++) {
            task.run(unit, 0);
          }
        }
      };
}
