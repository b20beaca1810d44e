interface Line {
  step: string;
  seconds: number | null;
  outcome: string;
}

const COLUMNS = 100;

/** Lines of whole words. */
function wrapped(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < COLUMNS) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Tells each step as it happens, and all of them as a table at the end. */
export class Report {
  private readonly lines: Line[] = [];

  async step<T>(step: string, work: () => Promise<T>, outcome: (result: T, seconds: number) => string): Promise<T> {
    process.stdout.write(`… ${step}\n`);
    const started = performance.now();
    const result = await work();
    const seconds = (performance.now() - started) / 1000;
    this.lines.push({ step, seconds, outcome: outcome(result, seconds) });
    return result;
  }

  note(outcome: string): void {
    this.lines.push({ step: '', seconds: null, outcome });
  }

  print(): void {
    const width = Math.max(...this.lines.map((line) => line.step.length));
    console.log(`\n${'step'.padEnd(width)}  seconds  outcome`);
    for (const { step, seconds, outcome } of this.lines) {
      const [first, ...more] = wrapped(outcome);
      console.log(`${step.padEnd(width)}  ${(seconds?.toFixed(1) ?? '').padStart(7)}  ${first}`);
      for (const line of more) console.log(`${''.padEnd(width + 11)}${line}`);
    }
    console.log('');
  }
}
