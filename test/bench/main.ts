/** Runs one benchmark by name: `npm run bench -- pipeline`. Each compares with a baseline in the same run. */
const BENCHMARKS: Record<string, () => Promise<{ run(): Promise<void> }>> = {
  allocation: () => import('./allocation.bench.js'),
  desk: () => import('./desk.bench.js'),
  delivery: () => import('./delivery.bench.js'),
  import: () => import('./import.bench.js'),
  matching: () => import('./matching.bench.js'),
  pages: () => import('./pages.bench.js'),
  pipeline: () => import('./pipeline.bench.js'),
  simulation: () => import('./simulation.bench.js'),
};

async function main(name = ''): Promise<void> {
  const load = BENCHMARKS[name];
  if (!load) throw new Error(`say which: ${Object.keys(BENCHMARKS).join(', ')}`);
  await (await load()).run();
}

main(process.argv[2]).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
