/** Reads the next item while the last is being worked at. */
export async function* readAhead<T>(source: AsyncGenerator<T>): AsyncGenerator<T> {
  try {
    let next = source.next();
    for (let { value, done } = await next; !done; { value, done } = await next) {
      next = source.next();
      // Its failure is told when its turn comes.
      next.catch(() => undefined);
      yield value as T;
    }
  } finally {
    await source.return(undefined);
  }
}

/** What was taken from the source already, and then the rest. */
export async function* following<T>(first: IteratorResult<T>, rest: AsyncGenerator<T>): AsyncGenerator<T> {
  if (first.done) return;
  yield first.value;
  yield* rest;
}

/**
 * Works at several items at a time and gives what comes of each in their order. When the source or the work fails, what was begun
 * before comes first, and nothing new is begun.
 */
export async function* inTurn<T, R>(source: AsyncGenerator<T>, atOnce: number, work: (item: T) => Promise<R>): AsyncGenerator<R> {
  const running: Promise<R>[] = [];
  const begin = (item: T): void => {
    const result = work(item);
    // Its failure is told when its turn comes.
    result.catch(() => undefined);
    running.push(result);
  };
  try {
    let failure: { error: unknown } | undefined;
    for (let isOpen = true; isOpen;) {
      const next = await source.next().catch((error: unknown) => void (failure = { error }));
      isOpen = next?.done === false;
      if (isOpen) begin((next as IteratorYieldResult<T>).value);
      while (running.length >= (isOpen ? atOnce : 1)) yield await running.shift()!;
    }
    if (failure) throw failure.error;
  } finally {
    await Promise.allSettled(running);
    await source.return(undefined);
  }
}
