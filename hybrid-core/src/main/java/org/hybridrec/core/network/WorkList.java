package org.hybridrec.core.network;

import java.util.ArrayList;
import java.util.List;
import org.hybridrec.core.network.Workers.UnitTask;

/**
 * Tasks that do not depend on each other, to be run as one: waking and waiting for workers costs
 * microseconds, and where one task has no more units another has. For one run.
 */
final class WorkList {

  private final List<UnitTask> tasks = new ArrayList<>();
  private final List<Integer> firsts = new ArrayList<>();
  private int count;

  /** Adds a task of that many units, which are numbered from 0 again. */
  void add(int units, UnitTask task) {
    tasks.add(task);
    firsts.add(count);
    count += units;
  }

  /** Runs all units, in any order. */
  void run(Workers workers) {
    workers.run(count, this::runUnit);
  }

  private void runUnit(int unit, int worker) {
    int task = tasks.size() - 1;
    while (firsts.get(task) > unit) {
      task--;
    }
    tasks.get(task).run(unit - firsts.get(task), worker);
  }
}
