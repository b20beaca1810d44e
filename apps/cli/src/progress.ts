/** Says what is being done, and afterwards what came of it. */
export type Progress = <T>(task: string, work: () => Promise<T>, outcome: (result: T) => string) => Promise<T>;

/** One line a task, with the time it took. */
export const progress: Progress = async (task, work, outcome) => {
  const started = Date.now();
  const result = await work();
  console.log(`  ${task.padEnd(16)} ${outcome(result)} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  return result;
};

export const silently: Progress = (_task, work) => work();
