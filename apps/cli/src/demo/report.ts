interface Line {
  step: string;
  seconds: number | null;
  outcome: string;
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
      console.log(`${step.padEnd(width)}  ${(seconds?.toFixed(1) ?? '').padStart(7)}  ${outcome}`);
    }
    console.log('');
  }
}
